const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: allowed },
})

/** Who may import whom: see docs/decisions and the house rules in CONTRIBUTING.md. */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('domain-imports-nothing', '^src/domain/', '^src/domain/'),
    only('contract-imports-domain', '^src/contract/', '^src/(contract|domain)/'),
    only('prediction-imports-domain', '^src/prediction/', '^src/(prediction|domain)/'),
    only('simulation-imports-domain', '^src/simulation/', '^src/(simulation|domain)/'),
    only('platform-imports-contract-and-domain', '^src/server/platform/', '^src/(server/platform|contract|domain)/'),
    only('web-never-imports-server', '^src/web/', '^src/(web|contract|domain)/'),
    {
      name: 'features-stay-below-channels',
      severity: 'error',
      from: { path: '^src/server/features/' },
      to: { path: '^src/(server/(channels|main)|cli|web)' },
    },
    {
      name: 'features-meet-through-queries-and-commands',
      severity: 'error',
      from: { path: '^src/server/features/([^/]+)/.+\\.ts$', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/server/features/([^/]+)/',
        pathNot: '^src/server/features/$1/|/(queries|commands|tables|numbers)\\.ts$',
      },
    },
    {
      name: 'opentelemetry-only-when-configured',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/server/platform/tracing/opentelemetry', dynamic: false },
    },
    {
      name: 'opentelemetry-in-one-file',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server/platform/tracing/opentelemetry' },
      to: { path: '@opentelemetry/' },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
