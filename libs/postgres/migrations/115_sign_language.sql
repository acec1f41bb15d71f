-- An interpreter who interprets in sign language: what this person does is seen, so everybody in court has the picture large.
ALTER TABLE attendee ADD COLUMN sign_language boolean NOT NULL DEFAULT false
    CHECK (NOT sign_language OR role = 'interpreter');
