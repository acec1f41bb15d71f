-- Who asked for whom is erased when its time has come; that somebody waited, and how long, stays.
ALTER TABLE request
  ADD erased_at timestamptz,
  ALTER detainee DROP NOT NULL,
  ALTER attorney DROP NOT NULL,
  ADD CONSTRAINT request_erased CHECK (
    CASE WHEN erased_at IS NULL THEN detainee IS NOT NULL AND attorney IS NOT NULL
    ELSE settled_at IS NOT NULL AND detainee IS NULL AND attorney IS NULL AND co_counsel IS NULL END
  );
