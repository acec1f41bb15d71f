-- When a kiosk was last heard of, and how the disk fills.
ALTER TABLE kiosk ADD seen_at timestamptz;
CREATE TABLE disk_reading (
  at timestamptz PRIMARY KEY,
  free bigint NOT NULL
);
