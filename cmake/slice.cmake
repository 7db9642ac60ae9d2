# slice(NAME SOURCES … [MAY_USE slices…] [PACKAGES targets…] [TESTS files…] [TEST_USES slices…] [TEST_PARTS n])
#
# One folder, one library, one namespace. MAY_USE is the dependency statement; TESTS become NAME_test, which runs in
# TEST_PARTS processes side by side (1 when nothing is said).

add_library(regard_flags INTERFACE)
target_include_directories(regard_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(regard_flags INTERFACE -Wall -Wextra -Werror=switch -Werror=return-type)
if(REGARD_SANITIZE)
  target_compile_options(regard_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -g1)
  target_link_options(regard_flags INTERFACE -fsanitize=address,undefined)
endif()
if(REGARD_FUZZ)
  target_compile_options(regard_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer)
  target_link_options(regard_flags INTERFACE -fsanitize=address,undefined)
endif()

# For whatever reads the sources when it runs: tests, and the gallery.
get_filename_component(REGARD_SOURCES ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)
add_library(regard_source_dir STATIC EXCLUDE_FROM_ALL ${REGARD_SOURCES}/src/platform/files/source_dir_for_tests.cpp)
target_include_directories(regard_source_dir PUBLIC ${REGARD_SOURCES}/src)
target_compile_definitions(regard_source_dir PRIVATE REGARD_SOURCE_DIR_AS_TEXT="${REGARD_SOURCES}"
                                             INTERFACE REGARD_SOURCE_DIR=regard_source_dir)
target_compile_options(regard_source_dir INTERFACE "SHELL:-include platform/files/source_dir_for_tests.h")

# A process for some dozens of tests, not for each: under the sanitizers a large program takes longer to start than a test.
function(run_tests name parts)
  math(EXPR last "${parts} - 1")
  foreach(part RANGE ${last})
    add_test(NAME ${name}.${part} COMMAND ${name} --gtest_output=xml:${CMAKE_BINARY_DIR}/reports/${name}.${part}.xml)
    set_tests_properties(${name}.${part} PROPERTIES ENVIRONMENT "GTEST_TOTAL_SHARDS=${parts};GTEST_SHARD_INDEX=${part}")
  endforeach()
endfunction()

function(slice name)
  cmake_parse_arguments(SLICE "" "TEST_PARTS" "SOURCES;MAY_USE;PACKAGES;TESTS;TEST_USES" ${ARGN})
  add_library(${name} STATIC ${SLICE_SOURCES})
  target_link_libraries(${name} PUBLIC regard_flags ${SLICE_MAY_USE} ${SLICE_PACKAGES})
  if(REGARD_TESTS AND SLICE_TESTS)
    add_executable(${name}_test ${SLICE_TESTS})
    target_link_libraries(${name}_test PRIVATE ${name} ${SLICE_TEST_USES} regard_source_dir GTest::gmock GTest::gtest_main)
    if(NOT SLICE_TEST_PARTS)
      set(SLICE_TEST_PARTS 1)
    endif()
    run_tests(${name}_test ${SLICE_TEST_PARTS})
  endif()
endfunction()
