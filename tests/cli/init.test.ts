import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { isOnGithub, webAddressOf } from '../../src/cli/init.ts'
import { workflowFor, workflowPath } from '../../src/publish/workflow.ts'

const viva = join(import.meta.dirname, '../../src/cli/viva.ts')
const closure =
  '# Scope\n\n### What is a closure?\n\nA function and the variables that are in the scope of it.\n'

function folder(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'viva-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

function run(cwd: string, program: string, ...args: string[]) {
  const { PATH = '', HOME = '' } = process.env
  const git = {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b',
  }
  const { status, stdout, stderr } = spawnSync(program, args, {
    ...{ cwd, encoding: 'utf8' as const, timeout: 60_000 },
    env: { PATH, HOME, VIVA_PROGRAM: 'viva', ...git },
  })
  return { status, output: stdout + stderr }
}

const command = (cwd: string, ...args: string[]) => run(cwd, process.execPath, viva, ...args)

describe('viva init', () => {
  test('writes what it found out, and what a repository needs, and says what to do next', () => {
    const root = folder({ 'notes/README.md': closure })
    run(root, 'git', 'init', '--quiet', '--initial-branch=trunk')
    run(root, 'git', 'remote', 'add', 'origin', 'git@github.com:you/js-notes.git')

    const { status, output } = command(root, 'init', '--from', 'github:them/viva#v9.9.9', 'notes')

    expect(status).toBe(0)
    expect(output).toMatch(
      /^notes\/permalinks\.json is written\.\nnotes\/site\.yaml is written\.\n\.github\/workflows\/viva\.yml is written\.\n\nWhat to do next:\n {2}viva dev notes shows/,
    )
    expect(parse(readFileSync(join(root, 'notes/site.yaml'), 'utf8'))).toEqual({
      ...{ title: 'Scope', language: 'en', repository: 'https://github.com/you/js-notes' },
      ...{ branch: 'trunk', folder: 'notes' },
    })
    expect(readFileSync(join(root, workflowPath), 'utf8')).toBe(
      workflowFor({
        ...{ from: 'github:them/viva#v9.9.9', branch: 'trunk', paths: ['notes'] },
        ledger: 'notes/permalinks.json',
      }),
    )
    expect(
      Object.keys(JSON.parse(readFileSync(join(root, 'notes/permalinks.json'), 'utf8')).questions),
    ).toEqual(['what-is-a-closure'])
  })

  test('overwrites nothing, and shows how what is there differs', () => {
    const root = folder({ 'README.md': closure, 'site.yaml': 'title: Mine\nlanguage: en\n' })
    command(root, 'permalinks', 'README.md')
    const ledger = readFileSync(join(root, 'permalinks.json'), 'utf8')

    const { output } = command(root, 'init', 'README.md')

    expect(output).toContain(
      'permalinks.json is there already.\nsite.yaml is there already, and stays as it is.',
    )
    expect(output).toContain('  - title: Mine\n  + title: Scope\n')
    expect(readFileSync(join(root, 'site.yaml'), 'utf8')).toBe('title: Mine\nlanguage: en\n')
    expect(readFileSync(join(root, 'permalinks.json'), 'utf8')).toBe(ledger)
  })

  test('names no page for a remote whose host only this machine knows, and says so', () => {
    const root = folder({ 'a.md': closure })
    run(root, 'git', 'init', '--quiet')
    run(root, 'git', 'remote', 'add', 'origin', 'git@github-work:you/notes.git')

    const { status, output } = command(root, 'init')

    expect(status).toBe(0)
    expect(output).toContain('The page of the repository is not known from its remote')
    expect(readFileSync(join(root, 'site.yaml'), 'utf8')).not.toContain('repository')
  })

  test.each([
    [[`-notes \${{ github.token }}`], []],
    [['a\nb'], []],
    [['notes'], ['--from', `\${{ github.token }}`]],
  ])('writes nothing where GitHub would evaluate a name: %j %j', ([name], options) => {
    const root = folder({ [`${name}/a.md`]: closure })
    run(root, 'git', 'init', '--quiet')

    expect(command(root, 'init', ...options, `./${name}`)).toEqual({
      status: 1,
      output: expect.stringMatching(/^"[^\n]*" cannot be named in a workflow: [^\n]*\n$/),
    })
    expect(readdirSync(join(root, name!))).toEqual(['a.md'])
  })

  test('says in one line what may not be written', () => {
    const root = folder({ 'a.md': closure, '.github': '' })
    run(root, 'git', 'init', '--quiet')

    expect(command(root, 'init')).toEqual({
      status: 1,
      output: expect.stringMatching(
        /\n\.github\/workflows\/viva\.yml:1:1 error file-unwritable This could not be written: .*\n {2}hint: .*\n$/,
      ),
    })
  })

  test('says that the ledger is ignored, unless git has it already', () => {
    const root = folder({ 'a.md': closure, '.gitignore': '*.json\n' })
    run(root, 'git', 'init', '--quiet')
    const ignored = 'permalinks.json is ignored by git'

    expect(command(root, 'init').output).toContain(ignored)
    run(root, 'git', 'add', '--force', 'permalinks.json')
    expect(command(root, 'init').output).not.toContain(ignored)
  })

  test('writes nothing where the content has errors', () => {
    const root = folder({ 'a.md': '---\ntags: [a\n### What?\n' })

    const { status, output } = command(root, 'init')

    expect(status).toBe(1)
    expect(output).toMatch(/^a\.md:\d+:\d+ error frontmatter-not-yaml /)
    expect(spawnSync('ls', [root], { encoding: 'utf8' }).stdout).toBe('a.md\n')
  })

  test.each([
    ['git@github.com:you/notes.git', 'https://github.com/you/notes'],
    ['https://github.com/you/notes.git', 'https://github.com/you/notes'],
    ['https://you:token@gitlab.com/a/b/notes', 'https://gitlab.com/a/b/notes'],
    ['ssh://git@codeberg.org:22/you/notes.git', 'https://codeberg.org/you/notes'],
    ['ssh://git@ssh.github.com:443/you/notes.git', 'https://github.com/you/notes'],
    ['git@github-work:you/notes.git', undefined],
    ['/srv/git/notes.git', undefined],
  ])('a remote %s is kept at %s', (remote, address) => {
    expect(webAddressOf(remote)).toBe(address)
  })
})

describe('a remote', () => {
  test.each([
    ['git@github.com:you/notes.git', true],
    ['ssh://git@ssh.github.com:443/you/notes.git', true],
    ['https://github.example.org/you/notes', true],
    ['https://us.ghe.com/you/notes', true],
    ['git@github-work:you/notes.git', true],
    [undefined, true],
    ['git@gitlab.com:you/you.github.io.git', false],
    ['https://gitlab.com/github.com/notes', false],
    ['https://notgithub.com/you/notes', false],
    ['https://codeberg.org/you/github.com', false],
  ])('%s is on GitHub: %s', (remote, is) => {
    expect(isOnGithub(remote)).toBe(is)
  })
})

describe('the workflow', () => {
  const text = workflowFor({
    ...{ from: 'github:them/viva#v9.9.9', branch: 'main', paths: ['my notes', "it's.md"] },
    ledger: 'permalinks.json',
  })
  const { jobs, permissions } = parse(text)
  const steps = (job: string) =>
    jobs[job].steps as { uses?: string; run?: string; with?: object; env?: object }[]

  test('keeps to GitHub’s schema', async () => {
    const trace = new NoOperationTraceWriter()
    const { context, value } = parseWorkflow({ name: workflowPath, content: text }, trace)
    await convertWorkflowTemplate(context, value!)

    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([])
  })

  test('has least permissions, actions pinned by commit and Viva by version', () => {
    expect(permissions).toEqual({})
    expect(
      Object.fromEntries(
        Object.entries(jobs).map(([name, job]) => [name, (job as { permissions: object }).permissions]),
      ),
    ).toEqual({
      check: { contents: 'read' },
      record: { contents: 'write' },
      build: { contents: 'read', pages: 'read' },
      publish: { pages: 'write', 'id-token': 'write' },
    })
    for (const job of Object.keys(jobs)) {
      for (const { uses, with: options } of steps(job)) {
        if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/)
        if (uses?.startsWith('actions/checkout'))
          expect(options).toMatchObject({ 'persist-credentials': false })
      }
    }
    expect(text).not.toMatch(/pull_request_target|npx viva/)
    expect(jobs.record.if).toContain("github.event_name != 'pull_request'")
  })

  test('names paths as a shell takes them', () => {
    expect(
      steps('build')
        .flatMap(({ run }) => run ?? [])
        .at(-1),
    ).toBe("viva build 'my notes' 'it'\\''s.md'\n")
  })

  test('names a path that begins like an option, and a branch that looks like a pattern, as they are', () => {
    const odd = workflowFor({ from: 'x', branch: 'c++', paths: ['-notes'], ledger: '-notes/permalinks.json' })

    expect(odd).toContain('viva check --format github ./-notes\n')
    expect(parse(odd).on.push.branches).toEqual(['c\\+\\+'])
    expect(parse(odd).jobs.record.if).toContain("'c++'")
  })

  test('records new addresses in a commit; where it may not push, fails and names the command', () => {
    const remote = folder({})
    run(remote, 'git', 'init', '--quiet', '--bare', '--initial-branch=main')
    const root = folder({ 'a.md': closure })
    for (const args of [
      ['init', '--quiet', '--initial-branch=main'],
      ['add', '.'],
      ['commit', '--quiet', '-m', 'a'],
      ['remote', 'add', 'origin', remote],
      ['push', '--quiet', 'origin', 'main'],
    ])
      expect(run(root, 'git', ...args)).toEqual({ status: 0, output: '' })
    const record = steps('record').at(-1)!.run!
    const step = () => {
      const variables = `TOKEN=t LEDGER=permalinks.json COMMAND='viva permalinks' GITHUB_REF=refs/heads/main GITHUB_REF_NAME=main GITHUB_OUTPUT=${root}/.git/output`
      return run(root, 'bash', '-e', '-o', 'pipefail', '-c', `export ${variables}\n${record}`)
    }

    expect(command(root, 'permalinks').status).toBe(0)
    writeFileSync(join(root, '.git/info/exclude'), 'permalinks.json\n')
    expect(step()).toEqual({
      status: 1,
      output: expect.stringMatching(
        /^::error file=permalinks\.json::.*“viva permalinks”.*“git add --force -- 'permalinks\.json'”/m,
      ),
    })
    writeFileSync(join(root, '.git/info/exclude'), '')
    expect(step()).toEqual({ status: 0, output: '' })
    expect(run(remote, 'git', 'log', '--format=%s', 'main').output).toBe('Record new addresses\na\n')
    expect(step()).toEqual({ status: 0, output: '' })
    expect(readFileSync(join(root, '.git/output'), 'utf8')).toMatch(/^(commit=[0-9a-f]{40}\n){2}$/)

    writeFileSync(join(remote, 'hooks/pre-receive'), '#!/bin/sh\nexit 1\n')
    chmodSync(join(remote, 'hooks/pre-receive'), 0o755)
    writeFileSync(join(root, 'permalinks.json'), '{}')
    const { status, output } = step()
    expect(status).toBe(1)
    expect(output).toMatch(/^::error file=permalinks\.json::.* Run “viva permalinks” on your machine/m)
  })
})

describe('viva check --format github', () => {
  test('notes new addresses on their lines, and stops at what vanished', () => {
    const root = folder({ 'a.md': closure })
    command(root, 'permalinks')
    writeFileSync(join(root, 'a.md'), `${closure}\n### What is hoisting?\n\nIt moves up.\n`)

    const added = command(root, 'check', '--format', 'github', 'a.md')
    writeFileSync(
      join(root, 'a.md'),
      '# Scope\n\n### What is a promise?\n\nA value to come, or the reason why none came.\n',
    )
    const vanished = command(root, 'check', '--format', 'github', 'a.md')

    expect(added).toEqual({
      status: 0,
      output: expect.stringMatching(
        /^::notice file=a\.md,line=7,col=1,title=address-new::“What is hoisting\?” is new/,
      ),
    })
    expect(vanished.status).toBe(1)
    expect(vanished.output).toMatch(
      /^::error file=a\.md,line=3,col=1,title=question-vanished::.*viva permalinks retire what-is-a-closure a\.md/m,
    )
  })
})

describe('viva permalinks forget', () => {
  test('begins a ledger anew that was never committed, and says what it forgets', () => {
    const root = folder({ 'a.md': closure })
    run(root, 'git', 'init', '--quiet')
    command(root, 'permalinks')
    const before = JSON.parse(readFileSync(join(root, 'permalinks.json'), 'utf8'))
    writeFileSync(join(root, 'a.md'), '# Scope\n\n### What is a promise?\n\nA value to come.\n')

    const { status, output } = command(root, 'permalinks', 'forget')
    const after = JSON.parse(readFileSync(join(root, 'permalinks.json'), 'utf8'))

    expect([status, output]).toEqual([
      0,
      expect.stringMatching(
        /^forgotten: \/questions\/what-is-a-closure\/\npermalinks\.json is begun anew: 1 /,
      ),
    ])
    expect(Object.keys(after.questions)).toEqual(['what-is-a-promise'])
    expect(after.site).toBe(before.site)

    run(root, 'git', 'add', '.')
    run(root, 'git', 'commit', '--quiet', '-m', 'a')
    expect(command(root, 'permalinks', 'forget')).toEqual({
      status: 1,
      output: expect.stringMatching(/^permalinks\.json is committed: .* viva permalinks retire <id>\.\n$/),
    })
  })
})
