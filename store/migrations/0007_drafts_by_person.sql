-- A person has few drafts: their order is found by sorting them. With the time of the last change in the index, every page
-- that anybody saved moved an entry of it.

DROP INDEX drafts_person;
CREATE INDEX drafts_person ON drafts (person_id);
