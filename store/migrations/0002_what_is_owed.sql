-- The console's list of what is owed, narrowed by connector or channel and by state: one index per way of narrowing,
-- in the order the list is read, so that a page costs the same however long the list is.
CREATE INDEX obligations_of_via ON obligations (agency, via, created_at, id) WHERE ended_at IS NULL;
CREATE INDEX obligations_of_state ON obligations (agency, state, created_at, id) WHERE ended_at IS NULL;
CREATE INDEX obligations_of_via_state ON obligations (agency, via, state, created_at, id) WHERE ended_at IS NULL;
CREATE INDEX obligations_failed_of_agency ON obligations (agency, ended_at, id)
  WHERE state = 'failed' AND kind = 'hand_over';
CREATE INDEX obligations_failed_of_via ON obligations (agency, via, ended_at, id)
  WHERE state = 'failed' AND kind = 'hand_over';

-- The session a code was entered in, and the one that took its place: the same press that arrives a second time is
-- known by them.
ALTER TABLE one_time_codes ADD COLUMN used_from {text};
ALTER TABLE one_time_codes ADD COLUMN used_into {text};
