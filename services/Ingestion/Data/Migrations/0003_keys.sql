-- What a person sees of a key besides its last characters, and the button that stops all of them.
alter table account
  add column key_label text,              -- the user's name for the key
  add column key_used_at timestamptz,     -- first use in the newest hour it was used in; each such hour is an audit entry
  add column key_expires_at timestamptz,  -- as the venue says
  add column disabled_at timestamptz;     -- stopped with all keys of the tenant; only enabling this one account starts it again
