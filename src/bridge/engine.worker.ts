/** The engine's worker as a script of its own. */
import { answerAsWorker } from './answerAsWorker'

answerAsWorker()
