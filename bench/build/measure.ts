import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a command took. */
export interface Taken {
  /** Seconds on the clock, and seconds of work by it and all that it started. */
  wall: number
  cpu: number
  /** Of the largest of its processes, in MB. */
  peak: number
}

/** Runs a command to its end. CPU time and memory come from /proc, and are not a number where there is none. */
export async function measure(
  command: readonly string[],
  cwd: string,
  environment: Record<string, string>,
): Promise<Taken> {
  const before = cpuOfChildren()
  const begun = performance.now()
  const [program, ...args] = command
  const child = spawn(program!, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const peaks = new Map<number, number>()
  // A process's own peak only grows: looking now and then misses little of it.
  const timer = setInterval(() => lookAt(child.pid!, peaks), 100)
  const [code] = await once(child, 'close')
  clearInterval(timer)
  if (code !== 0) throw new Error(`${command.join(' ')} failed:\n${output}`)
  return {
    wall: (performance.now() - begun) / 1000,
    cpu: cpuOfChildren() - before,
    peak: peaks.size > 0 ? Math.max(...peaks.values()) : Number.NaN,
  }
}

/** How many bytes the files of a folder have. */
export function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}

/** Seconds of work of all that this process has started and that has ended. */
function cpuOfChildren(): number {
  const fields = read('/proc/self/stat')
    ?.replace(/^.*\) /s, '')
    .split(' ')
  // Ticks of the clock, of which a second has a hundred.
  return fields ? (Number(fields[13]) + Number(fields[14])) / 100 : Number.NaN
}

/** Notes the peaks of a process and all that it started. */
function lookAt(pid: number, peaks: Map<number, number>): void {
  const [, peak] = read(`/proc/${pid}/status`)?.match(/^VmHWM:\s+(\d+) kB$/m) ?? []
  if (peak) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, Number(peak) / 1024))
  const children = read(`/proc/${pid}/task/${pid}/children`)?.trim().split(' ') ?? []
  for (const child of children) if (child) lookAt(Number(child), peaks)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process has ended, or the system has no such files.
    return undefined
  }
}
