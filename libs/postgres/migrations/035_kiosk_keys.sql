-- A kiosk is known by a key pair of its own, not by a cookie that a copy would carry along. Those of before are enrolled again.
ALTER TABLE kiosk RENAME token_hash TO id;
ALTER TABLE kiosk ADD public_key bytea CHECK (octet_length(public_key) = 32);
UPDATE kiosk SET revoked_at = now() WHERE revoked_at IS NULL;
ALTER TABLE kiosk ADD CONSTRAINT kiosk_has_key CHECK (public_key IS NOT NULL OR revoked_at IS NOT NULL);
-- Whoever fell silent is told of once.
ALTER TABLE kiosk ADD silent_since timestamptz;
CREATE TABLE kiosk_proof (
  token_hash text PRIMARY KEY,
  kiosk text NOT NULL REFERENCES kiosk (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX kiosk_proof_kiosk ON kiosk_proof (kiosk);
