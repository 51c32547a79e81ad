-- What Portico keeps. Columns that hold personal data are {bytes}: encrypted before they get here.
-- Times are microseconds since 1970 (UTC); yes and no are 1 and 0.

CREATE TABLE data_keys (
  id {text} PRIMARY KEY,
  purpose {text} NOT NULL,
  kek_id {text} NOT NULL,
  wrapped {bytes} NOT NULL
) {strict};
CREATE INDEX data_keys_kek ON data_keys (kek_id, id);

CREATE TABLE service_versions (
  service {text} NOT NULL,
  hash {text} NOT NULL,
  number {int} NOT NULL,
  files {bytes} NOT NULL,
  first_seen_at {int} NOT NULL,
  PRIMARY KEY (service, hash),
  UNIQUE (service, number)
) {strict};

CREATE TABLE people (
  id {text} PRIMARY KEY,
  email {bytes} NOT NULL,
  email_hash {text} NOT NULL UNIQUE,
  locale {text} NOT NULL,
  key_id {text} NOT NULL,
  created_at {int} NOT NULL
) {strict};

CREATE TABLE facts (
  person_id {text} NOT NULL,
  name {text} NOT NULL,
  answer {bytes} NOT NULL,
  from_service {text} NOT NULL,
  said_on {text} NOT NULL,
  PRIMARY KEY (person_id, name)
) {strict};

CREATE TABLE drafts (
  id {text} PRIMARY KEY,
  service {text} NOT NULL,
  service_version {text} NOT NULL,
  person_id {text},
  email {bytes},
  email_confirmed {int} NOT NULL,
  locale {text} NOT NULL,
  answers {bytes} NOT NULL,
  started_at {int} NOT NULL,
  changed_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  reminded {int} NOT NULL,
  snoozed {int} NOT NULL,
  key_id {text} NOT NULL,
  row_version {int} NOT NULL
) {strict};
CREATE INDEX drafts_person ON drafts (person_id, changed_at);
CREATE INDEX drafts_expiry ON drafts (expires_at, id);
CREATE INDEX drafts_version ON drafts (service, service_version);

CREATE TABLE sessions (
  token_hash {text} PRIMARY KEY,
  person_id {text},
  staff_id {text},
  created_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  ends_at {int} NOT NULL
) {strict};
CREATE INDEX sessions_staff ON sessions (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX sessions_end ON sessions (ends_at);

CREATE TABLE session_drafts (
  session_hash {text} NOT NULL,
  draft_id {text} NOT NULL,
  service {text} NOT NULL,
  is_current {int} NOT NULL,
  PRIMARY KEY (session_hash, draft_id)
) {strict};
CREATE INDEX session_drafts_draft ON session_drafts (draft_id);

CREATE TABLE one_time_codes (
  id {text} PRIMARY KEY,
  purpose {text} NOT NULL,
  email {bytes} NOT NULL,
  email_hash {text} NOT NULL,
  code_hash {text} NOT NULL,
  draft_id {text},
  tries_left {int} NOT NULL,
  created_at {int} NOT NULL,
  ends_at {int} NOT NULL,
  used_at {int}
) {strict};
CREATE INDEX one_time_codes_email ON one_time_codes (email_hash, created_at);
CREATE INDEX one_time_codes_end ON one_time_codes (ends_at);

CREATE TABLE resume_links (
  token_hash {text} PRIMARY KEY,
  draft_id {text} NOT NULL,
  created_at {int} NOT NULL,
  ends_at {int} NOT NULL
) {strict};
CREATE INDEX resume_links_draft ON resume_links (draft_id);
CREATE INDEX resume_links_end ON resume_links (ends_at);

CREATE TABLE cases (
  id {text} PRIMARY KEY,
  reference {text} NOT NULL UNIQUE,
  service {text} NOT NULL,
  service_version {text} NOT NULL,
  agencies {text} NOT NULL,
  person_id {text},
  applicant {bytes},
  locale {text} NOT NULL,
  status {text} NOT NULL,
  outcome {text},
  received_at {int} NOT NULL,
  changed_at {int} NOT NULL,
  ended_at {int},
  is_erased {int} NOT NULL DEFAULT 0,
  row_version {int} NOT NULL,
  key_id {text} NOT NULL
) {strict};
CREATE INDEX cases_person ON cases (person_id, received_at) WHERE person_id IS NOT NULL;
CREATE INDEX cases_received ON cases (received_at, id);
-- What is to be erased when its time is over, by the service version that says how long that is.
CREATE INDEX cases_ended ON cases (service, service_version, ended_at, id)
  WHERE ended_at IS NOT NULL AND is_erased = 0;

-- One row per case and agency: the staff queue is read off it, one index per way of narrowing and sorting.
CREATE TABLE case_agencies (
  agency {text} NOT NULL,
  case_id {text} NOT NULL,
  service {text} NOT NULL,
  status {text} NOT NULL,
  is_open {int} NOT NULL,
  received_at {int} NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (agency, case_id)
) {strict};
CREATE INDEX case_agencies_case ON case_agencies (case_id);
CREATE INDEX queue_received ON case_agencies (agency, received_at, case_id);
CREATE INDEX queue_changed ON case_agencies (agency, changed_at, case_id);
CREATE INDEX queue_open_received ON case_agencies (agency, is_open, received_at, case_id);
CREATE INDEX queue_open_changed ON case_agencies (agency, is_open, changed_at, case_id);
CREATE INDEX queue_status_received ON case_agencies (agency, status, received_at, case_id);
CREATE INDEX queue_status_changed ON case_agencies (agency, status, changed_at, case_id);
CREATE INDEX queue_service_received ON case_agencies (agency, service, received_at, case_id);
CREATE INDEX queue_service_changed ON case_agencies (agency, service, changed_at, case_id);
CREATE INDEX queue_service_open_received ON case_agencies (agency, service, is_open, received_at, case_id);
CREATE INDEX queue_service_open_changed ON case_agencies (agency, service, is_open, changed_at, case_id);

-- Keyed hashes of the words of an applicant's name: enough to find a case by, not to read a name from.
CREATE TABLE case_names (
  token_hash {text} NOT NULL,
  case_id {text} NOT NULL,
  PRIMARY KEY (token_hash, case_id)
) {strict};
CREATE INDEX case_names_case ON case_names (case_id);

CREATE TABLE submissions (
  id {text} PRIMARY KEY,
  draft_id {text} NOT NULL UNIQUE,
  case_id {text} NOT NULL UNIQUE,
  service {text} NOT NULL,
  service_version {text} NOT NULL,
  answers {bytes} NOT NULL,
  locale {text} NOT NULL,
  email {bytes},
  received_at {int} NOT NULL,
  key_id {text} NOT NULL
) {strict};

CREATE TABLE events (
  id {text} NOT NULL UNIQUE,
  case_id {text} NOT NULL,
  number {int} NOT NULL,
  at {int} NOT NULL,
  kind {text} NOT NULL,
  audience {text} NOT NULL,
  actor {text} NOT NULL,
  staff_id {text},
  body {bytes} NOT NULL,
  PRIMARY KEY (case_id, number)
) {strict};

-- What is to be tried: a part handed over or a message, and the connector or channel it goes by.
CREATE TABLE obligations (
  id {text} PRIMARY KEY,
  case_id {text},
  agency {text} NOT NULL,
  kind {text} NOT NULL,
  via {text} NOT NULL,
  duty {text} NOT NULL,
  state {text} NOT NULL,
  accepted_by {text},
  accepted_reference {text},
  told_by {text},
  deadline_at {int} NOT NULL,
  next_attempt_at {int} NOT NULL,
  attempts {int} NOT NULL,
  failure_class {text},
  failure_detail {text},
  created_at {int} NOT NULL,
  ended_at {int},
  content {bytes},
  key_id {text} NOT NULL,
  row_version {int} NOT NULL,
  lease_until {int},
  leased_by {text}
) {strict};
CREATE INDEX obligations_case ON obligations (case_id, created_at) WHERE case_id IS NOT NULL;
CREATE INDEX obligations_due ON obligations (next_attempt_at, id) WHERE state IN ('due', 'asking');
CREATE INDEX obligations_due_kind ON obligations (kind, next_attempt_at, id) WHERE state IN ('due', 'asking');
CREATE INDEX obligations_leased ON obligations (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX obligations_without_end ON obligations (created_at, id) WHERE ended_at IS NULL;
CREATE INDEX obligations_of_agency ON obligations (agency, created_at, id) WHERE ended_at IS NULL;
CREATE INDEX obligations_state ON obligations (state);
CREATE INDEX obligations_failed ON obligations (ended_at, id) WHERE state = 'failed' AND kind = 'hand_over';
CREATE INDEX obligations_over ON obligations (ended_at) WHERE case_id IS NULL;

CREATE TABLE attempts (
  obligation_id {text} NOT NULL,
  number {int} NOT NULL,
  started_at {int} NOT NULL,
  ended_at {int} NOT NULL,
  made_by {text} NOT NULL,
  class {text},
  detail {text} NOT NULL,
  PRIMARY KEY (obligation_id, number)
) {strict};

CREATE TABLE staff (
  id {text} PRIMARY KEY,
  email {bytes} NOT NULL,
  email_hash {text} NOT NULL UNIQUE,
  name {bytes} NOT NULL,
  agency {text} NOT NULL,
  role {text} NOT NULL,
  password_hash {text} NOT NULL
) {strict};

CREATE TABLE audit_entries (
  id {text} NOT NULL UNIQUE,
  agency {text} NOT NULL,
  number {int} NOT NULL,
  at {int} NOT NULL,
  staff_id {text},
  staff_name {bytes} NOT NULL,
  action {text} NOT NULL,
  case_id {text},
  detail {text} NOT NULL,
  previous_hash {text} NOT NULL,
  hash {text} NOT NULL,
  PRIMARY KEY (agency, number)
) {strict};
CREATE INDEX audit_entries_case ON audit_entries (case_id, at) WHERE case_id IS NOT NULL;

CREATE TABLE files (
  id {text} PRIMARY KEY,
  draft_id {text},
  case_id {text},
  name {bytes} NOT NULL,
  media_type {text} NOT NULL,
  size {int} NOT NULL,
  sha256 {text} NOT NULL,
  key_id {text} NOT NULL
) {strict};
CREATE INDEX files_draft ON files (draft_id) WHERE draft_id IS NOT NULL;
CREATE INDEX files_case ON files (case_id) WHERE case_id IS NOT NULL;
