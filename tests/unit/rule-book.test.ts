// The rule book of the emulated AWS needs no CLI and no engine, so it is proved with the unit tests too.
import "../../packages/rehearsal/tests/rules.test";
