-- Who else is in the room with somebody, as they declare it, and whether the court has asked to be shown the room.
ALTER TABLE attendee ADD COLUMN present text[] NOT NULL DEFAULT '{}'
    CHECK (present <@ '{counsel,interpreter,officer,relative,other}'::text[]),
  ADD COLUMN room_check text CHECK (room_check IN ('asked', 'shown', 'seen', 'differs'));
