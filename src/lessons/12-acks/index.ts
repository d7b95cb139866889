export { acknowledgments as lesson } from './lesson'
export { words } from './text.en'
