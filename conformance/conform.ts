/**
 * The command `npm run -s conform -- FILE…`; runConform.ts says what it does.
 * npm starts it in the project's root and names the folder where it was called in INIT_CWD.
 */
import { join } from 'node:path'
import { prepareKinds } from './players'
import { runConform } from './runConform'

await prepareKinds()
const { lines, complaint, exitCode } = runConform(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd(), join(process.cwd(), 'conformance'))
for (const line of lines) console.log(line)
if (complaint !== null) console.error(complaint)
process.exitCode = exitCode
