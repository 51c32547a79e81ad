-- The day a decision is aimed for can depend on the answers, which are sealed: it is worked out once, when they are
-- sent. Cases of before have none here; the service version of each says it, the same for everybody.
ALTER TABLE cases ADD COLUMN target_on {text};
