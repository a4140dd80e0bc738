#!/usr/bin/env node
require('./node-version.cjs')
process.env.VIVA_PROGRAM = 'viva'
import('./viva.ts')
