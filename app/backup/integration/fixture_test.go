package integration

// notesSQL fills a database with what dumps get wrong: bytes, emoji, NULL, odd names, text that looks like SQL,
// generated columns, and everything beside tables.
const notesSQL = `
CREATE TABLE notes (
  id INT PRIMARY KEY AUTO_INCREMENT, title VARCHAR(120) NOT NULL, body LONGTEXT, created DATETIME(6) NOT NULL,
  title_length INT AS (CHAR_LENGTH(title)) STORED
) COMMENT 'it''s; INSERT INTO notes VALUES (1)';
CREATE TABLE audit (id INT PRIMARY KEY AUTO_INCREMENT, note INT, what VARCHAR(50));
CREATE TABLE attachments (
  id INT PRIMARY KEY, note INT, content LONGBLOB, flags BIT(8), price DECIMAL(20,6), ratio DOUBLE,
  kind ENUM('a','b''),('), data JSON, taken DATE, clock TIME(3), seen TIMESTAMP NULL,
  FOREIGN KEY (note) REFERENCES notes (id)
);
CREATE TABLE never_used (id INT PRIMARY KEY);
CREATE TABLE ` + "`odd ``name`` (1),(2)`" + ` (` + "`the (value)`" + ` TEXT);

DELIMITER //
CREATE TRIGGER note_added AFTER INSERT ON notes FOR EACH ROW BEGIN
  -- it's a body that looks like the dump's own statements
INSERT INTO ` + "`audit`" + ` VALUES (NULL, NEW.id, 'added');
  # don't count this
END//
CREATE PROCEDURE forget(IN note INT) BEGIN
DELETE FROM audit WHERE audit.note = note;
INSERT INTO ` + "`audit`" + ` VALUES (NULL, note, 'forgotten'), (NULL, note, 'really; "done"');
END//
CREATE FUNCTION shout(words TEXT) RETURNS TEXT DETERMINISTIC RETURN CONCAT(UPPER(words), '!;')//
CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY DO BEGIN
DELETE FROM audit WHERE what = 'forgotten';
END//
DELIMITER ;
CREATE VIEW recent AS SELECT id, title, '*/; INSERT' AS text FROM notes WHERE body IS NOT NULL;

INSERT INTO notes (title, body, created) VALUES
  ('plain', 'text', '2026-11-24 02:00:00.123456'), ('emoji 😀 ñ 漢字', NULL, '2026-11-24 02:00:00'),
  ('quotes', 'it''s "quoted" \\ and \\'' (1),(2);\nINSERT INTO notes VALUES (1);\r\n-- Dump completed on\n', '2026-11-24'),
  ('', '', '1999-12-31 23:59:59.999999');
INSERT INTO attachments VALUES
  (1, 1, X'00010A0D1A22275C60FFFE', b'10000001', -12345.678901, 1e-300, 'b''),(', '{"a": "(1),(2)"}', '2026-02-28', '-10:11:12.345', '2026-01-01 00:00:01'),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (3, 2, REPEAT(CHAR(0), 70000), b'0', 0, 0, 'a', '[]', '0001-01-01', '838:59:59', NULL);
INSERT INTO ` + "`odd ``name`` (1),(2)`" + ` VALUES ('x'), (NULL);
`

// notesRows are the rows that notesSQL leaves: the trigger adds one to audit for each note.
var notesRows = map[string]int64{"notes": 4, "audit": 4, "attachments": 3, "never_used": 0, "odd `name` (1),(2)": 2}

func use(database, sql string) string { return "USE " + database + ";\n" + sql }

// bigSQL fills a table with 2^18 rows of random bytes, which no compression makes smaller: 200 MiB.
func bigSQL() string {
	sql := "CREATE TABLE big (id INT PRIMARY KEY AUTO_INCREMENT, content VARBINARY(800));\n" +
		"INSERT INTO big (content) VALUES (RANDOM_BYTES(800));\n"
	for range bigDoublings {
		sql += "INSERT INTO big (content) SELECT RANDOM_BYTES(800) FROM big;\n"
	}
	return sql
}

const (
	bigDoublings = 18
	bigRows      = 1 << bigDoublings
)

// bigContents depends on every byte of the table, not on the order of its rows.
const bigContents = "SELECT COUNT(*), BIT_XOR(CRC32(CONCAT(id, content))), SUM(LENGTH(content)) FROM %s.big;"
