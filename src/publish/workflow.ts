/** What differs from one repository to another. */
export interface Publishing {
  /** What npm installs Viva from: any address that it takes. */
  from: string
  /** The branch whose questions are published. */
  branch: string
  /** The files and folders that are read, and the ledger, from the top of the repository. */
  paths: readonly string[]
  ledger: string
}

/** Where a workflow is kept in its repository. */
export const workflowPath = '.github/workflows/viva.yml'

/** Each by the commit that its version had, as a tag could be moved to other code; all of them run on Node.js 24. */
export const actions = {
  checkout: 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2',
  node: 'actions/setup-node@48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e # v6.4.0',
  configure: 'actions/configure-pages@45bfe0192ca1faeb007ade9deae92b16b8254a0d # v6.0.0',
  upload: 'actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0',
  deploy: 'actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0',
}

/**
 * The package of a version, packed once and kept with its tag. From the tag itself npm would install what Viva is
 * developed with, and pack it, before it installs the package.
 */
export function releaseOf({ repository, version }: { repository: string; version: string }): string {
  const name = repository.replace(/^github:/, '')
  return `https://github.com/${name}/releases/download/v${version}/viva.tgz`
}

/** The steps after which a job has the command. */
const installed = `      - uses: ${actions.node}
        with:
          node-version: 24
          package-manager-cache: false
      - run: |
          npm install --prefix "$RUNNER_TEMP/viva" --no-audit --no-fund "$VIVA"
          echo "$RUNNER_TEMP/viva/node_modules/.bin" >> "$GITHUB_PATH"`

/**
 * A workflow for GitHub: checks what a pull request changes, records the addresses of what was merged, and publishes to
 * Pages. Nothing that came from a stranger runs where something may be written.
 */
export function workflowFor({ from, branch, paths, ledger }: Publishing): string {
  const questions = paths.map(inShell).join(' ')
  return `# Written by “viva init”. A newer Viva is another version in the line below.
name: Questions
on:
  push:
    branches: [${quoted(pattern(branch))}]
  pull_request:
  workflow_dispatch:
env:
  VIVA: ${quoted(from)}
  LEDGER: ${quoted(ledger)}
permissions: {}

jobs:
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-24.04
    permissions:
      contents: read
    steps:
      - uses: ${actions.checkout}
        with:
          persist-credentials: false
${installed}
      - run: |
          viva check --format github ${questions}

  record:
    if: github.event_name != 'pull_request' && github.ref_name == ${expression(branch)}
    runs-on: ubuntu-24.04
    permissions:
      contents: write
    concurrency: viva-record
    outputs:
      commit: \${{ steps.record.outputs.commit }}
    steps:
      - uses: ${actions.checkout}
        with:
          # Only the last step is handed what may write.
          persist-credentials: false
${installed}
      - run: |
          viva permalinks ${questions}
      - id: record
        env:
          TOKEN: \${{ github.token }}
          COMMAND: ${quoted(`viva permalinks ${questions}`)}
        run: |
          if ! git add -- "$LEDGER"; then
            echo "::error file=$LEDGER::$LEDGER may not be added. Run “$COMMAND” on your machine, then “git add --force -- '$LEDGER'”, and commit it."
            exit 1
          fi
          if ! git diff --cached --quiet; then
            git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \\
              commit --quiet --message 'Record new addresses'
            if ! git -c "http.extraheader=Authorization: Basic $(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap=0)" \\
              push --quiet origin "HEAD:$GITHUB_REF"; then
              echo "::error file=$LEDGER::New addresses may not be pushed to $GITHUB_REF_NAME, or it has changed since. Run “$COMMAND” on your machine, and commit $LEDGER."
              exit 1
            fi
          fi
          echo "commit=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"

  build:
    needs: record
    runs-on: ubuntu-24.04
    permissions:
      contents: read
      pages: read
    steps:
      - uses: ${actions.checkout}
        with:
          ref: \${{ needs.record.outputs.commit }}
          persist-credentials: false
${installed}
      - id: pages
        uses: ${actions.configure}
      - run: |
          viva build ${questions}
        env:
          SITE: \${{ steps.pages.outputs.origin }}
          BASE: \${{ steps.pages.outputs.base_path }}
          OUT_DIR: \${{ runner.temp }}/site
      - uses: ${actions.upload}
        with:
          path: \${{ runner.temp }}/site

  publish:
    needs: build
    runs-on: ubuntu-24.04
    permissions:
      pages: write
      id-token: write
    concurrency: pages
    environment:
      name: github-pages
      url: \${{ steps.publish.outputs.page_url }}
    steps:
      - id: publish
        uses: ${actions.deploy}
`
}

/** A YAML string. */
export function quoted(text: string): string {
  return /^\p{L}[\p{L}\p{N} _./-]*$/u.test(text) &&
    !text.endsWith(' ') &&
    !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text)
}

/** The first of all that differs which no workflow can hold: GitHub would evaluate it, or a line would end in it. */
export function unfitOf({ from, branch, paths, ledger }: Publishing): string | undefined {
  return [...paths, ledger, from, branch].find((text) => /\$\{\{|[\p{Cc}\p{Zl}\p{Zp}]/u.test(text))
}

/** A pattern of GitHub’s that fits a branch and no other. */
function pattern(branch: string): string {
  return branch.replace(/[+!]/g, '\\$&')
}

/** A string in an expression of GitHub's. */
function expression(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A path for a shell, where it is no option. */
function inShell(named: string): string {
  const path = named.startsWith('-') ? `./${named}` : named
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}
