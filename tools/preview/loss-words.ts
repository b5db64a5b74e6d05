import type { LossWords } from "@toolkit/offline/consequences";

/** Component that keeps the dumps of the database. */
const DUMPS = "webapp:data:BackupBucket$";

/** What is lost, as this program calls it. */
export const lossWords: LossWords = ({ urn, name }, losses) =>
  urn.includes(DUMPS) ? losses.map((loss) => loss.replace(`all objects of ${name}`, "all dumps")) : losses;
