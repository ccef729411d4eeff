import { parentPort, workerData } from 'node:worker_threads'
import { type StudyInput, studyOf } from '../../../domain/reliability/study.ts'

parentPort?.postMessage(studyOf(workerData as StudyInput))
