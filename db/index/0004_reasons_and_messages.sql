-- The reasons in a case's chronology and the messages with whoever told us are found too: the program fills the index again after
-- its start.
UPDATE search_filling SET complete = 0;
