-- What is kept apart in entries and the files of merged cases are found too: the program fills the index again after its start.
UPDATE search_filling SET complete = 0;
