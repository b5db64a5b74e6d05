package dumpformat

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
)

const end = "\n-- Dump completed on 2026-11-24  2:00:00\n"

func inspect(dump string) *Inspector {
	inspector := NewInspector()
	_, _ = inspector.Write([]byte(dump))
	return inspector
}

var counts = []struct {
	name string
	dump string
	want map[string]int64
}{
	{"table without rows", "CREATE TABLE `t` (\n  `id` int\n);\n", map[string]int64{"t": 0}},
	{"rows of one statement", "INSERT INTO `t` VALUES (1),(2),(3);\n", map[string]int64{"t": 3}},
	{"rows of several statements", "INSERT INTO `t` VALUES\n(1),\n(2);\nINSERT INTO `t` VALUES (3);\n", map[string]int64{"t": 3}},
	{"several tables", "INSERT INTO `a` VALUES (1);\nINSERT INTO `b` VALUES (1),(2);\n", map[string]int64{"a": 1, "b": 2}},
	{"column list of a table with generated columns", "INSERT INTO `t` (`id`, `VALUES (`) VALUES (1,'a'),(2,'b');\n", map[string]int64{"t": 2}},
	{"text that looks like rows", `INSERT INTO ` + "`t`" + ` VALUES (1,'),(2,\'); (a'),(2,'it''s \\'),(3,'("');` + "\n", map[string]int64{"t": 3}},
	{"text that looks like a statement", "INSERT INTO `t` VALUES (1,';\nINSERT INTO `u` VALUES (1);\n');\n", map[string]int64{"t": 1}},
	{"functions and hex", "INSERT INTO `t` VALUES (0xFF2927,_binary 'a(',-1.5e3,NULL);\n", map[string]int64{"t": 1}},
	{"names with backticks and blanks", "INSERT INTO `my ``odd`` table` VALUES (1);\n", map[string]int64{"my `odd` table": 1}},
	{"routine bodies", "INSERT INTO `t` VALUES (1);\nDELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER `x` BEFORE INSERT ON `t` FOR EACH ROW BEGIN\n-- it's; (\nINSERT INTO `t` VALUES (1),(2);\n# don't\nINSERT INTO `t` VALUES (3);\nEND */;;\nDELIMITER ;\nINSERT INTO `u` VALUES (1),(2);\n", map[string]int64{"t": 1, "u": 2}},
	{"a routine in a mode without backslash escapes", "/*!50003 SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES' */ ;\nDELIMITER ;;\nCREATE PROCEDURE `p`() SELECT '\\' ;;\nDELIMITER ;\n/*!50003 SET sql_mode = @saved_sql_mode */ ;\nINSERT INTO `t` VALUES ('\\''),(1);\n", map[string]int64{"t": 2}},
	{"comments", "-- it's\nINSERT INTO `t` VALUES (1);\n/* don't; */ INSERT INTO `t` VALUES (2);\n--\n-- x\n", map[string]int64{"t": 2}},
	{"executed comments", "/*!50001 CREATE VIEW `v` AS SELECT '*/;' AS `c` */;\nINSERT INTO `t` VALUES (1);\n", map[string]int64{"t": 1}},
	{"the statements of mysqldump 8.4", mysql84, map[string]int64{"notes": 2, "empty": 0}},
	{"the sandbox line of MariaDB", "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump\nSET @a=1;\nINSERT INTO `t` VALUES (1);\n", map[string]int64{"t": 1}},
}

// What mysqldump 8.4 writes around tables, views and triggers.
const mysql84 = "-- MySQL dump 10.13  Distrib 8.4.7, for Linux (x86_64)\n--\n-- Host: db    Database: notes\n-- ------------------------------------------------------\n" +
	"/*!50503 SET NAMES utf8mb4 */;\n/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n\n" +
	"DROP TABLE IF EXISTS `notes`;\n/*!40101 SET @saved_cs_client     = @@character_set_client */;\n/*!50503 SET character_set_client = utf8mb4 */;\n" +
	"CREATE TABLE `notes` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  `title` varchar(120) DEFAULT (_utf8mb4'it\\'s'),\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB COMMENT='a; b';\n" +
	"\nLOCK TABLES `notes` WRITE;\n/*!40000 ALTER TABLE `notes` DISABLE KEYS */;\nINSERT INTO `notes` VALUES (1,'a'),(2,NULL);\n/*!40000 ALTER TABLE `notes` ENABLE KEYS */;\nUNLOCK TABLES;\n" +
	"/*!50003 SET sql_mode              = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION' */ ;\nDELIMITER ;;\n" +
	"/*!50003 CREATE*/ /*!50017 DEFINER=`app`@`%`*/ /*!50003 TRIGGER `added` AFTER INSERT ON `notes` FOR EACH ROW BEGIN\nINSERT INTO `notes` VALUES (3,'x');\nEND */;;\nDELIMITER ;\n" +
	"/*!50003 SET sql_mode              = @saved_sql_mode */ ;\n" +
	"/*!50001 DROP VIEW IF EXISTS `recent`*/;\n/*!50001 CREATE VIEW `recent` AS SELECT \n 1 AS `id`*/;\n" +
	"CREATE TABLE `empty` (\n  `id` int\n);\n" +
	"/*!50001 CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=`app`@`%` SQL SECURITY DEFINER */\n/*!50001 VIEW `recent` AS select `notes`.`id` AS `id` from `notes` */;\n"

func TestCounts(t *testing.T) {
	for _, test := range counts {
		t.Run(test.name, func(t *testing.T) {
			inspector := inspect(test.dump + end)
			if got := inspector.Rows(); !maps.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if err := inspector.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestCountsDoNotDependOnHowTheDumpIsCut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, test := range counts {
		for range 200 {
			inspector, rest := NewInspector(), []byte(test.dump+end)
			for len(rest) > 0 {
				size := 1 + random.IntN(min(len(rest), 7))
				_, _ = inspector.Write(rest[:size])
				rest = rest[size:]
			}
			if got := inspector.Rows(); !maps.Equal(got, test.want) || inspector.Check() != nil {
				t.Fatalf("%s: got %v and %v, want %v", test.name, got, inspector.Check(), test.want)
			}
		}
	}
}

func TestEveryCutOfADumpIsRefused(t *testing.T) {
	dump := "CREATE TABLE `t` (`id` int);\nINSERT INTO `t` VALUES (1,'a'),(2,'b');\n" + end
	for cut := range strings.Index(dump, "completed") {
		if err := inspect(dump[:cut]).Check(); err == nil {
			t.Errorf("accepted when cut after %d bytes: %q", cut, dump[:cut])
		}
	}
}

func TestRefusals(t *testing.T) {
	for dump, want := range map[string]string{
		"":                                "the dump is empty",
		"CREATE TABLE `t` (`a` int)":      `the dump ends early: 26 bytes without "-- Dump completed" at the end`,
		"INSERT INTO `t` VALUES ('" + end: "the dump ends early",
		"SET NAMES utf8mb4;" + end:        "the dump holds no table",
		"CREATE TABLE `t` (`a` int);" + end + "x = 1": "the dump ends early",
	} {
		if err := inspect(dump).Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", dump, err, want)
		}
	}
}

func BenchmarkInspector(b *testing.B) {
	row := "(123456,0x" + strings.Repeat("AF", 200) + ",'" + strings.Repeat("some text ", 40) + "',NULL)"
	chunk := []byte("INSERT INTO `t` VALUES " + strings.Repeat(row+",", 1000) + row + ";\n")
	inspector := NewInspector()
	b.SetBytes(int64(len(chunk)))
	for b.Loop() {
		_, _ = inspector.Write(chunk)
	}
	if inspector.TotalRows() != 1001*int64(b.N) {
		b.Fatal(fmt.Sprint(inspector.Rows()))
	}
}
