-- Many cases: what grows with their number takes less room, and every list is read off an index in the order it is
-- shown in. Ids begin with the moment they were made (model/src/chance.rs), so rows are added at the end of an index.

-- One row per case and agency, as before, found by its case without an index of its own. Cases without an outcome are
-- few, however many there were: the indexes of open cases hold only those.
ALTER TABLE case_agencies RENAME TO case_agencies_before;
CREATE TABLE case_agencies (
  case_id {text} NOT NULL,
  agency {text} NOT NULL,
  service {text} NOT NULL,
  status {text} NOT NULL,
  is_open {int} NOT NULL,
  received_at {int} NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (case_id, agency)
) {strict};
INSERT INTO case_agencies (case_id, agency, service, status, is_open, received_at, changed_at)
  SELECT case_id, agency, service, status, is_open, received_at, changed_at FROM case_agencies_before
  ORDER BY received_at;
DROP TABLE case_agencies_before;
CREATE INDEX queue_received ON case_agencies (agency, received_at, case_id);
CREATE INDEX queue_changed ON case_agencies (agency, changed_at, case_id);
CREATE INDEX queue_status_received ON case_agencies (agency, status, received_at, case_id);
CREATE INDEX queue_status_changed ON case_agencies (agency, status, changed_at, case_id);
CREATE INDEX queue_service_received ON case_agencies (agency, service, received_at, case_id);
CREATE INDEX queue_service_changed ON case_agencies (agency, service, changed_at, case_id);
CREATE INDEX queue_service_status_received ON case_agencies (agency, service, status, received_at, case_id);
CREATE INDEX queue_service_status_changed ON case_agencies (agency, service, status, changed_at, case_id);
CREATE INDEX queue_open_received ON case_agencies (agency, received_at, case_id) WHERE is_open = 1;
CREATE INDEX queue_open_changed ON case_agencies (agency, changed_at, case_id) WHERE is_open = 1;
CREATE INDEX queue_service_open_received ON case_agencies (agency, service, received_at, case_id)
  WHERE is_open = 1;
CREATE INDEX queue_service_open_changed ON case_agencies (agency, service, changed_at, case_id)
  WHERE is_open = 1;

-- Words of applicants' names and pairs of them, as keyed hashes: what is searched for is one stretch of one index, in
-- the order of receipt, however many bear the name. Opening the store fills it from the table before, which is then
-- empty (store/src/names.rs): hashes cannot be worked out in SQL.
ALTER TABLE case_names RENAME TO case_names_before;
CREATE TABLE case_names (
  agency {text} NOT NULL,
  token {int} NOT NULL,
  received_at {int} NOT NULL,
  case_id {text} NOT NULL
) {strict};
CREATE INDEX case_names_found ON case_names (agency, token, received_at, case_id);
CREATE INDEX case_names_of_case ON case_names (case_id);

-- Events are read by their case alone. What one is, and so who may read it, stands in its body.
ALTER TABLE events RENAME TO events_before;
CREATE TABLE events (
  case_id {text} NOT NULL,
  number {int} NOT NULL,
  id {text} NOT NULL,
  at {int} NOT NULL,
  actor {text} NOT NULL,
  staff_id {text},
  body {bytes} NOT NULL,
  PRIMARY KEY (case_id, number)
) {strict};
INSERT INTO events (case_id, number, id, at, actor, staff_id, body)
  SELECT case_id, number, id, at, actor, staff_id, body FROM events_before;
DROP TABLE events_before;

-- Audit entries are read by agency or by case. The hash of the entry before stands in the entry before.
ALTER TABLE audit_entries RENAME TO audit_entries_before;
CREATE TABLE audit_entries (
  agency {text} NOT NULL,
  number {int} NOT NULL,
  id {text} NOT NULL,
  at {int} NOT NULL,
  staff_id {text},
  staff_name {bytes} NOT NULL,
  action {text} NOT NULL,
  case_id {text},
  detail {text} NOT NULL,
  hash {text} NOT NULL,
  PRIMARY KEY (agency, number)
) {strict};
INSERT INTO audit_entries (agency, number, id, at, staff_id, staff_name, action, case_id, detail, hash)
  SELECT agency, number, id, at, staff_id, staff_name, action, case_id, detail, hash FROM audit_entries_before;
DROP TABLE audit_entries_before;
CREATE INDEX audit_entries_of_case ON audit_entries (case_id, at) WHERE case_id IS NOT NULL;

-- What was accepted is the other side's from then on: it is not kept here a second time. Counted is only what has no
-- end: that does not grow with what ended.
UPDATE obligations SET content = NULL WHERE state = 'accepted';
DROP INDEX obligations_state;
CREATE INDEX obligations_open_state ON obligations (state) WHERE ended_at IS NULL;

-- What is to be erased when its time is over: a few characters of the version's hash name it well enough.
DROP INDEX cases_ended;
DROP INDEX cases_partly_erased;
CREATE INDEX cases_ended ON cases (substr(service_version, 1, 12), ended_at, id)
  WHERE ended_at IS NOT NULL AND is_erased = 0;
CREATE INDEX cases_partly_erased ON cases (substr(service_version, 1, 12), erased_days, ended_at, id)
  WHERE ended_at IS NOT NULL AND is_erased = 0;

-- Rotation goes through all data keys by their ids.
DROP INDEX data_keys_kek;

-- How far `portico bench-data` is: made-up cases, for measuring.
CREATE TABLE bench_data (
  number {int} PRIMARY KEY,
  wanted {int} NOT NULL,
  made {int} NOT NULL
) {strict};
