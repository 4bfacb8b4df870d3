/**
 * Which file may import which; checked by `npm run rules`. An import of a type counts like any other, so that the arrows
 * in docs/architecture.md hold for the reader as well as for the bundle.
 */
const pureFolders = '^src/(base|dataset|recommenders|evaluation|projection)/';
/** The session's files through which one feature of the worker learns of another. */
const workerContext =
  '^src/worker/session/(session-context|handlers|app-storage|catalogue|environment|active-model|comparison-models|snapshots|load-stored|shared-changes|pending-work|tabs)\\.ts$';
/**
 * What explanations, experiments, the map, users and tonight's list stand on: the person's scores, the cards made of
 * them, the recommenders that are ready, and the filters. They are about no feature of their own; the rest of worker/recommendations is.
 */
const workerScores =
  '^src/worker/recommendations/(personal-scores|movie-cards|recommender-pool|current-list|background-recommenders|browse-filter)\\.ts$';
/** Parts of the page that every feature may use. */
const uiShared = '^src/ui/(kit|chart|facts|movie|poster|search|state)/';
/** Buttons that open a feature from elsewhere; `map-position` is one until it is pressed, and then shows the map. */
const uiButtons = '^src/ui/(why/why-button|import/import-button|map/map-position)\\.tsx$';
/** The frame's texts and the addresses of all pages. */
const uiAddresses = '^src/ui/app/(texts|routes)\\.ts$';
const clients = '^src/worker/(lab-)?client\\.ts$';

/** Forbids every import from `folder` into src but those into the folders named. */
function layer(name, folder, allowed) {
  return {
    name,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Types included: two files that need each other are one file or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: 'main\\.tsx$|tools/|service-worker\\.ts$|\\.cjs$' },
      to: {},
    },
    layer('base-imports-nobody', 'base', []),
    layer('dataset-imports-base', 'dataset', ['base']),
    layer('recommenders-import-dataset', 'recommenders', ['dataset', 'base', 'protocol']),
    layer('evaluation-imports-recommenders', 'evaluation', ['recommenders', 'dataset', 'base', 'protocol']),
    layer('projection-imports-recommenders', 'projection', ['recommenders', 'dataset', 'base', 'protocol']),
    layer('training-imports-recommenders', 'training', ['recommenders', 'dataset', 'base', 'protocol']),
    layer('storage-imports-recommenders', 'storage', ['recommenders', 'dataset', 'base', 'protocol']),
    {
      name: 'protocol-imports-types',
      comment:
        'Both sides of the worker border load it. Types may be named from anywhere, code only from base.',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: '^src/', pathNot: '^src/(protocol|base)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-imports-protocol-and-clients',
      comment: 'Types included: what the page knows of the worker is the conversation.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/', pathNot: `^src/(ui|protocol|base)/|${clients}` },
    },
    {
      name: 'ui-features-do-not-import-each-other',
      comment:
        'Shared parts belong in ui/kit (no movie in them), ui/movie or ui/facts. ui/app puts the features together.',
      severity: 'error',
      from: { path: '^src/ui/([^/]+)/', pathNot: '^src/ui/(app|kit|chart)/|^src/ui/state/state\\.ts$' },
      to: { path: '^src/ui/', pathNot: `^src/ui/$1/|${uiShared}|${uiButtons}|${uiAddresses}` },
    },
    {
      name: 'ui-state-combines-slices',
      comment: 'state.ts takes the slice of each feature and nothing else of it.',
      severity: 'error',
      from: { path: '^src/ui/state/state\\.ts$' },
      to: { path: '^src/ui/', pathNot: '^src/ui/state/|^src/ui/[^/]+/[a-z-]*state\\.ts$' },
    },
    {
      name: 'kit-knows-no-movie',
      comment: 'The design system: no feature, no message, only base.',
      severity: 'error',
      from: { path: '^src/ui/(kit|chart)/' },
      to: { path: '^src/', pathNot: '^src/(ui/(kit|chart)|base)/' },
    },
    {
      name: 'worker-features-meet-in-the-context',
      severity: 'error',
      from: { path: '^src/worker/([^/]+)/', pathNot: '^src/worker/session/' },
      to: { path: '^src/worker/', pathNot: `^src/worker/$1/|${workerContext}|${workerScores}` },
    },
    {
      name: 'pure-folders-use-no-platform',
      comment: 'They run in Node as in a tab: no React, no tensors, no storage.',
      severity: 'error',
      from: { path: pureFolders },
      to: { path: 'node_modules/(react|@tensorflow|idb-keyval|wouter|uplot)' },
    },
    {
      name: 'only-training-imports-tensors',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/training/' },
      to: { path: 'node_modules/@tensorflow' },
    },
    {
      name: 'training-is-loaded-when-needed',
      comment:
        'The learn side is loaded by a dynamic import, so that the first paint and a later visit load none of it. A thread that helps is started only when something is computed.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/training/|^src/worker/threads/thread-tasks\\.ts$' },
      to: { path: '^src/training/', dependencyTypesNot: ['type-only', 'type-import', 'dynamic-import'] },
    },
    {
      name: 'only-storage-imports-idb-keyval',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/storage/' },
      to: { path: 'node_modules/idb-keyval' },
    },
    {
      name: 'clients-load-nothing-else',
      comment:
        'They run in the page: what they import is loaded before the first paint. Of the worker of the Lab they import the address.',
      severity: 'error',
      from: { path: '^src/worker/(lab-)?client\\.ts$' },
      to: {
        path: '^src/[^/]+/',
        pathNot:
          '^src/(protocol|base)/|^src/worker/((lab-)?client|lab-worker|supervised-worker|early-worker)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'main-only-mounts',
      severity: 'error',
      from: { path: '^src/main\\.tsx$' },
      to: { path: '^src/', pathNot: '^src/(ui/|base/|early\\.ts$|worker/client\\.ts$)' },
    },
    {
      name: 'nobody-imports-the-ui',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(ui/|early\\.ts|main\\.tsx)' },
      to: { path: '^src/ui/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        dependencyTypesNot: ['type-only'],
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
