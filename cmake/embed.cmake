# The files inside the program, put there as they are by the assembler's .incbin, so that a changed file costs one
# assembly and a link. A name is the path relative to src/ or to the top folder: "concerns/views/case.html",
# "db/migrations/0001_platform.sql"; of what the build makes, relative to the generated folder: "assets/app.css".
#
# Views, migrations and catalogues are found, not listed: one that a list forgot would be missed only at run time.
# What the build makes is named with embed_generated(). embed_into(TARGET) gives a program all of them.

set(REGARD_GENERATED_DIR ${CMAKE_BINARY_DIR}/generated)

# embed_generated(assets/app.css assets/app.js DEPENDS target): files that `target` puts into ${REGARD_GENERATED_DIR}.
function(embed_generated)
  cmake_parse_arguments(EMBED "" "" "DEPENDS" ${ARGN})
  foreach(name ${EMBED_UNPARSED_ARGUMENTS})
    set_property(GLOBAL APPEND PROPERTY regard_embedded_names ${name})
    set_property(GLOBAL APPEND PROPERTY regard_embedded_paths ${REGARD_GENERATED_DIR}/${name})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY regard_embedded_makers ${EMBED_DEPENDS})
endfunction()

# The library is made when every folder has been read, so this may stand anywhere.
function(embed_into target)
  target_link_libraries(${target} PRIVATE regard_embedded)
endfunction()

function(embed_found_files root)
  file(GLOB_RECURSE paths CONFIGURE_DEPENDS ${ARGN})
  foreach(path ${paths})
    file(RELATIVE_PATH name ${root} ${path})
    set_property(GLOBAL APPEND PROPERTY regard_embedded_names ${name})
    set_property(GLOBAL APPEND PROPERTY regard_embedded_paths ${path})
  endforeach()
endfunction()

# translations/cy.po becomes "translations/cy.mo". A catalogue with a wrong form or a lost {NAME} stops the build.
function(embed_catalogues)
  file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/translations/*.po)
  if(NOT catalogues)
    return()
  endif()
  find_program(MSGFMT msgfmt REQUIRED)
  foreach(catalogue ${catalogues})
    get_filename_component(code ${catalogue} NAME_WE)
    set(made translations/${code}.mo)
    add_custom_command(OUTPUT ${REGARD_GENERATED_DIR}/${made}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${REGARD_GENERATED_DIR}/translations
      COMMAND ${MSGFMT} --check -o ${REGARD_GENERATED_DIR}/${made} ${catalogue}
      DEPENDS ${catalogue} VERBATIM)
    list(APPEND outputs ${REGARD_GENERATED_DIR}/${made})
    embed_generated(${made})
  endforeach()
  add_custom_target(catalogues DEPENDS ${outputs})
  set_property(GLOBAL APPEND PROPERTY regard_embedded_makers catalogues)
endfunction()

function(write_embedding assembly table)
  get_property(names GLOBAL PROPERTY regard_embedded_names)
  get_property(paths GLOBAL PROPERTY regard_embedded_paths)
  set(symbols "")
  set(rows "")
  set(incbins ".section .rodata\n")
  set(number 0)
  foreach(name path IN ZIP_LISTS names paths)
    string(APPEND incbins ".global regard_file_${number}\nregard_file_${number}:\n.incbin \"${path}\"\n"
      ".global regard_file_${number}_end\nregard_file_${number}_end:\n.byte 0\n")
    string(APPEND symbols "  extern const char regard_file_${number}[], regard_file_${number}_end[];\n")
    string(APPEND rows "      file(\"${name}\", regard_file_${number}, regard_file_${number}_end),\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND incbins ".section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${assembly} CONTENT "${incbins}" @ONLY)
  file(CONFIGURE OUTPUT ${table} @ONLY CONTENT
"// Made by cmake/embed.cmake.
#include <array>

#include \"platform/files/files.h\"

extern \"C\" {
${symbols}}

namespace regard {

std::span<const EmbeddedFile> embedded_files() {
  constexpr auto file = [](std::string_view name, const char* begin, const char* end) {
    return EmbeddedFile{name, {begin, static_cast<std::size_t>(end - begin)}};
  };
  static const std::array<EmbeddedFile, ${number}> files{{
${rows}  }};
  return files;
}

}  // namespace regard
")
endfunction()

function(make_embedded_library)
  embed_found_files(${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/src/*.html)
  embed_found_files(${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/db/*.sql)
  embed_found_files(${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/provisions/*.toml)
  embed_found_files(${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/weblogs/*.toml)
  embed_catalogues()
  set(assembly ${REGARD_GENERATED_DIR}/embedded.S)
  set(table ${REGARD_GENERATED_DIR}/embedded.cpp)
  write_embedding(${assembly} ${table})
  get_property(paths GLOBAL PROPERTY regard_embedded_paths)
  get_property(makers GLOBAL PROPERTY regard_embedded_makers)
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS "${paths}")
  add_library(regard_embedded STATIC EXCLUDE_FROM_ALL ${assembly} ${table})
  target_link_libraries(regard_embedded PRIVATE regard_flags)
  if(makers)
    add_dependencies(regard_embedded ${makers})
  endif()
endfunction()

cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL make_embedded_library)
