-- A password that an operator set is good for its first use until this moment, and must be changed then.
ALTER TABLE staff ADD COLUMN first_until {int};
-- Wrong codes in a row after a right password, and until when no further one is looked at.
ALTER TABLE staff ADD COLUMN wrong_codes {int} NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN codes_wait_until {int};

-- What staff prove besides their password: an authenticator app (`totp`). Other kinds will be rows of other kinds. Not
-- set up yet: the row was begun, and its person has not shown that the app works.
CREATE TABLE staff_factors (
  id {text} PRIMARY KEY,
  staff_id {text} NOT NULL,
  kind {text} NOT NULL,
  secret {bytes} NOT NULL,
  last_step {int} NOT NULL,
  begun_at {int} NOT NULL,
  set_up_at {int}
) {strict};
CREATE INDEX staff_factors_staff ON staff_factors (staff_id);

-- Keyed hashes of codes that stand in for the app, each once: a used one is gone.
CREATE TABLE recovery_codes (
  staff_id {text} NOT NULL,
  code_hash {text} NOT NULL,
  PRIMARY KEY (staff_id, code_hash)
) {strict};

-- Whether a second factor was proved in a session, and what kind of browser it is (`firefox-android`), so that people
-- know their own sessions in a list.
ALTER TABLE sessions ADD COLUMN second_factor {int} NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN device {text} NOT NULL DEFAULT '';
CREATE INDEX sessions_person ON sessions (person_id) WHERE person_id IS NOT NULL;
