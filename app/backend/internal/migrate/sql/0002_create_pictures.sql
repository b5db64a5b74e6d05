CREATE TABLE IF NOT EXISTS pictures (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL DEFAULT '',
  width INT NOT NULL DEFAULT 0,
  height INT NOT NULL DEFAULT 0,
  created_at DATETIME(3) NOT NULL,
  sent_at DATETIME(3) NULL,
  done_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY pictures_by_note (note_id, id),
  KEY pictures_to_send (status, sent_at, created_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci
