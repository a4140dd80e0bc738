import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { actions, releaseOf } from '../../src/publish/workflow.ts'

const name = '.github/workflows/release.yml'
const text = readFileSync(name, 'utf8')
const { jobs, permissions } = parse(text)
const steps = jobs.release.steps as { id?: string; uses?: string; run?: string; env?: object }[]

test('the workflow of a release keeps to GitHub’s schema', async () => {
  const { context, value } = parseWorkflow({ name, content: text }, new NoOperationTraceWriter())
  await convertWorkflowTemplate(context, value!)

  expect(context.errors.getErrors().map(({ message }) => message)).toEqual([])
})

test('it uses the actions that authors are given, and hands its token to the last step alone', () => {
  const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action)

  expect(used).toEqual([actions.checkout, actions.node])
  expect([permissions, jobs.release.permissions]).toEqual([{}, { contents: 'write' }])
  expect(steps.filter(({ env }) => env)).toEqual(steps.slice(-1))
})

test('it keeps with a tag the file that authors are told of, of the version that the tag says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'viva-'))
  writeFileSync(join(folder, 'package.json'), '{ "name": "viva", "version": "1.2.3" }')
  const pack = (tag: string) => {
    const { status, stdout } = spawnSync(
      ...(['bash', ['-e', '-c', steps.find(({ id }) => id === 'pack')!.run!]] as const),
      { cwd: folder, encoding: 'utf8', env: { ...process.env, GITHUB_REF_NAME: tag } },
    )
    return { status, stdout }
  }

  expect(pack('v1.2.4')).toEqual({
    status: 1,
    stdout: '::error file=package.json::The tag is v1.2.4, and the version v1.2.3.\n',
  })
  expect(pack('v1.2.3').status).toBe(0)
  const address = releaseOf({ repository: 'github:you/viva', version: '1.2.3' })
  const [file, tag] = address.split('/').toReversed()
  expect(address).toMatch('https://github.com/you/viva/releases/download/')
  expect(readdirSync(folder).toSorted()).toEqual(['package.json', file])
  expect([tag, steps.at(-1)!.run]).toEqual(['v1.2.3', expect.stringContaining(`"$GITHUB_REF_NAME" ${file} `)])
})
