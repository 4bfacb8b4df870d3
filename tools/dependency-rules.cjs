/** The house rules of imports: which folder may look at which. Checked by `npm run rules`. */
const onlyTypes = { dependencyTypes: ['type-only'] };
const pureFolders = '^src/(base|dataset|recommenders|evaluation|projection)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: 'main\\.tsx$|tools/|service-worker\\.ts$|\\.cjs$' },
      to: {},
    },
    {
      name: 'base-knows-nobody',
      severity: 'error',
      from: { path: '^src/base/' },
      to: { path: '^src/', pathNot: '^src/base/' },
    },
    {
      name: 'dataset-knows-base',
      severity: 'error',
      from: { path: '^src/dataset/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(dataset|base)/' },
    },
    {
      name: 'recommenders-know-the-dataset',
      severity: 'error',
      from: { path: '^src/recommenders/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(recommenders|dataset|base|protocol)/' },
    },
    {
      name: 'evaluation-knows-recommenders-and-dataset',
      severity: 'error',
      from: { path: '^src/evaluation/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(evaluation|recommenders|dataset|base|protocol)/' },
    },
    {
      name: 'projection-knows-recommenders-and-dataset',
      severity: 'error',
      from: { path: '^src/projection/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(projection|recommenders|dataset|base)/' },
    },
    {
      name: 'pure-folders-use-no-platform',
      comment: 'They run in Node as in a tab: no React, no tensors, no storage.',
      severity: 'error',
      from: { path: pureFolders },
      to: { path: 'node_modules/(react|@tensorflow|idb-keyval|wouter|uplot)' },
    },
    {
      name: 'training-stands-on-recommenders',
      comment: 'Types of the conversation may be named, code may not be reached.',
      severity: 'error',
      from: { path: '^src/training/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: '^src/(training|recommenders|dataset|base|protocol)/',
        dependencyTypesNot: onlyTypes.dependencyTypes,
      },
    },
    {
      name: 'storage-stands-on-recommenders',
      severity: 'error',
      from: { path: '^src/storage/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: '^src/(storage|recommenders|dataset|base|protocol)/',
        dependencyTypesNot: onlyTypes.dependencyTypes,
      },
    },
    {
      name: 'only-training-knows-tensors',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/training/' },
      to: { path: 'node_modules/@tensorflow' },
    },
    {
      name: 'tensors-only-when-something-is-trained',
      comment:
        'The learn side is brought in by a dynamic import, so that first paint and reopening load none of it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/training/' },
      to: { path: '^src/training/', dependencyTypesNot: ['type-only', 'type-import', 'dynamic-import'] },
    },
    {
      name: 'only-storage-knows-idb-keyval',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/storage/' },
      to: { path: 'node_modules/idb-keyval' },
    },
    {
      name: 'ui-sees-the-client-only',
      comment: 'Beyond the worker border only the conversation (protocol), base and types.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: {
        path: '^src/',
        pathNot: '^src/(ui|protocol|base)/|^src/worker/(lab-)?client\\.ts$',
        dependencyTypesNot: onlyTypes.dependencyTypes,
      },
    },
    {
      name: 'the-client-brings-nothing-along',
      comment: 'It runs in the page: what it imports is loaded before the first paint.',
      severity: 'error',
      from: { path: '^src/worker/(lab-)?client\\.ts$' },
      to: {
        path: '^src/[^/]+/',
        pathNot: '^src/(protocol|base)/|^src/worker/(lab-)?(client|worker|main-worker)\\.ts$',
        dependencyTypesNot: onlyTypes.dependencyTypes,
      },
    },
    {
      name: 'protocol-imports-types-only',
      comment: 'It is read from both sides of the worker border.',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: '^src/', pathNot: '^src/(protocol|base)/', dependencyTypesNot: onlyTypes.dependencyTypes },
    },
    {
      name: 'main-only-mounts',
      severity: 'error',
      from: { path: '^src/main\\.tsx$' },
      to: { path: '^src/', pathNot: '^src/(ui/|worker/client\\.ts$)' },
    },
    {
      name: 'nobody-sees-the-ui',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(ui/|main\\.tsx)' },
      to: { path: '^src/ui/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        dependencyTypesNot: onlyTypes.dependencyTypes,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default'] },
  },
};
