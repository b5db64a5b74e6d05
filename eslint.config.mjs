import js from "@eslint/js";
import tseslint from "typescript-eslint";

const noResourceInApply = {
  selector: "CallExpression[callee.property.name='apply'] NewExpression[callee.object.object.name='aws']",
  message:
    "A resource made inside apply is missing from previews and policies. Decide from plain configuration instead.",
};
const noComponentInApply = {
  selector:
    "CallExpression[callee.property.name='apply'] NewExpression[arguments.length>=2] > Literal.arguments:first-child",
  message:
    "A resource made inside apply is missing from previews and policies. Decide from plain configuration instead.",
};
const resourceNeedsParent = {
  selector:
    "NewExpression[callee.object.object.name='aws']:not(:has(ObjectExpression:last-child > Property[key.name='parent']))",
  message: "Pass { parent: this } so that the resource shows under its component.",
};
const randomNeedsParent = {
  selector:
    "NewExpression[callee.object.name='random']:not(:has(ObjectExpression:last-child > Property[key.name='parent']))",
  message: "Pass { parent: this } so that the resource shows under its component.",
};
const noOrLiteral = {
  selector:
    "LogicalExpression[operator='||'] > :matches(Literal, TemplateLiteral, ObjectExpression, ArrayExpression).right",
  message: '`|| literal` makes false, 0 and "" unsettable. Use ??.',
};
const flagIsDecidedOnce = {
  selector: ":matches(BinaryExpression, SwitchCase) > Literal[value=/^(ssr|spa)$/]",
  message: "The flag is decided in stacks/config/active-sections.ts: ask activeSections(config) what it means.",
};
const noApplyInTests = {
  selector: "CallExpression[callee.property.name='apply']",
  message: "Mocks let a failing expect inside apply pass. Assert the recorded inputs instead.",
};

const ofTheUser =
  "This reads the stack files of whoever has this checkout: pass `folder: FIXTURE_STACKS` (tools/program/fixtures.ts). What must hold for theirs stands in tests/yours.";
/** In tests: calls that read the user's stack files, since nothing says which others. */
const noStacksOfTheUser = [
  "CallExpression[callee.name=/^(previewStack|previewBootstrap|runPolicies|placeholderNotice)$/]:not(:has(ObjectExpression > Property[key.name='folder']))",
  "CallExpression[callee.name='stacksIn'][arguments.length=0]",
  "CallExpression[callee.name='readStackFile'][arguments.length=1]",
  "CallExpression[callee.name=/^(bootstrapLedgerOf|ledgerOf)$/][arguments.length=0]",
  "CallExpression[callee.name=/^readFile/] > Literal[value=/^(\\.\\/)?(bootstrap\\/)?Pulumi\\.\\w+\\.yaml$/]",
].map((selector) => ({ selector, message: ofTheUser }));

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "**/build/",
      "**/.cache/",
      "app/frontend/.react-router/",
      "docs/",
      "packages/rehearsal/tests/fixtures/",
      "tools/policies/pack/index.js",
    ],
  },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-deprecated": "error",
      // A resource is often made for its registration alone, and tests read the recorded registrations.
      "no-new": "off",
      "no-restricted-syntax": ["error", noOrLiteral],
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["components/**/*.ts", "stacks/**/*.ts", "bootstrap/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        noOrLiteral,
        noResourceInApply,
        noComponentInApply,
        resourceNeedsParent,
        randomNeedsParent,
        flagIsDecidedOnce,
      ],
    },
  },
  {
    files: ["stacks/config/active-sections.ts"],
    rules: { "no-restricted-syntax": ["error", noOrLiteral] },
  },
  {
    // A subcommand loads what it needs when it runs: a mistyped option is answered without Pulumi's modules. import()
    // would load them as ES modules, at twice the time.
    files: [
      "tools/**/*cli.ts",
      "tools/cli/load.ts",
      "tools/daily/rollback.ts",
      "tools/program/other.ts",
      "tools/preview/command.ts",
    ],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["tests/**/*.ts", "packages/*/tests/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", noOrLiteral, noApplyInTests, ...noStacksOfTheUser],
      // chai's assertions are property reads.
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  {
    files: ["tests/yours/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", noOrLiteral, noApplyInTests] },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        module: "readonly",
        require: "readonly",
        __dirname: "readonly",
        Buffer: "readonly",
      },
    },
  },
);
