/** MySQL's own port: security groups protect it, an unusual number would not. */
export const DATABASE_PORT = 3306;
