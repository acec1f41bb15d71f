/** The few lines that hold the house: see docs/architecture.md. */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-imports-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'No I/O, no framework, no driver in rules and protocol.',
      severity: 'error',
      from: { path: '^libs/(booking|hearing|link|seal|ledger|receipt|audibility|protocol)/' },
      to: {
        pathNot: '^libs/(booking|hearing|link|seal|ledger|receipt|audibility|protocol)/|node_modules/zod/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages-load-zod-mini',
      comment: 'docs/adr/0001: classic zod cannot be tree-shaken.',
      severity: 'error',
      from: { path: '^(apps/web|libs/(protocol|calling|audibility))/' },
      to: { path: 'node_modules/zod/(?!(v4/)?mini/)' },
    },
    {
      name: 'nest-only-in-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: 'node_modules/@nestjs' },
    },
    {
      name: 'browsers-import-rules-protocol-calling',
      comment: 'A lib that is not named here runs on servers only.',
      severity: 'error',
      from: { path: '^(apps/web|libs/calling)/' },
      to: { path: '^libs/', pathNot: '^libs/(seal|ledger|receipt|booking|hearing|audibility|protocol|calling)/' },
    },
    {
      name: 'verify-imports-no-server-code',
      severity: 'error',
      from: { path: '^apps/verify/' },
      to: { path: '^(apps/(?!verify)|libs/(?!ledger|receipt|audibility|seal|protocol))' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
