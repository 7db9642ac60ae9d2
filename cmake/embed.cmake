# embed(TARGET FILES…): puts files into the program as they are, by the assembler's .incbin. Names are paths
# relative to src/ where the file is under it, to the source tree otherwise; built assets to build/…/generated.
