-- What is offered, as a list that only grows. The newest line of a service counts. `agencies.yaml` stands in the place
-- of a service's name where the agencies' own files are meant. A line without a hash: not offered any more.
CREATE TABLE publications (
  number {int} PRIMARY KEY,
  service {text} NOT NULL,
  hash {text},
  kind {text} NOT NULL,
  made_by {bytes} NOT NULL,
  at {int} NOT NULL
) {strict};
CREATE INDEX publications_service ON publications (service, number);

-- Services an operator paused. The words, by language, are shown to everybody.
CREATE TABLE pauses (
  service {text} PRIMARY KEY,
  until_at {int},
  words {text} NOT NULL,
  paused_at {int} NOT NULL
) {strict};

-- How many were received in a span (a day, or since the service opened): only for services that take so many and no
-- more. Counted in the commit that receives, so that two people cannot both take the last place.
CREATE TABLE submission_counts (
  service {text} NOT NULL,
  span {text} NOT NULL,
  received {int} NOT NULL,
  PRIMARY KEY (service, span)
) {strict};

-- Services shown before they are offered, to whoever has the link. Of the link only a keyed hash is kept.
CREATE TABLE previews (
  slug {text} PRIMARY KEY,
  token_hash {text} NOT NULL UNIQUE,
  service {text} NOT NULL,
  files {bytes} NOT NULL,
  created_at {int} NOT NULL,
  ends_at {int} NOT NULL
) {strict};
CREATE INDEX previews_end ON previews (ends_at);
