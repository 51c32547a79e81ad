-- When copies of everything were made, so that the doctor can tell how old the last is.
CREATE TABLE backups (
  made_at {int} PRIMARY KEY,
  cases {int} NOT NULL,
  files {int} NOT NULL
) {strict};

-- Legal holds: nothing of a case is erased while an agency holds it.
CREATE TABLE holds (
  case_id {text} NOT NULL,
  agency {text} NOT NULL,
  since {int} NOT NULL,
  reason {text} NOT NULL,
  PRIMARY KEY (case_id, agency)
) {strict};
-- How many agencies hold it: in the row itself, so that erasing and holding at one moment cannot miss each other.
ALTER TABLE cases ADD COLUMN holds {int} NOT NULL DEFAULT 0;

-- Answers with a retention rule of their own: the rules up to so many days were carried out on this case.
ALTER TABLE cases ADD COLUMN erased_days {int} NOT NULL DEFAULT 0;
CREATE INDEX cases_partly_erased ON cases (service, service_version, erased_days, ended_at, id)
  WHERE ended_at IS NOT NULL AND is_erased = 0;
