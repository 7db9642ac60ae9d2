// Comfort only: every page works without it.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput,
  ServiceNavigation, SkipLink, createAll
} from 'govuk-frontend'
import { startPuzzles } from './puzzle'
import { RevealingRadios } from './radios'

// The style sheet hides what the script will show, and the components start, only where this class is.
document.body.classList.add('govuk-frontend-supported')

createAll(Button)
createAll(CharacterCount)
createAll(Checkboxes)
createAll(ErrorSummary)
createAll(ExitThisPage)
createAll(NotificationBanner)
createAll(PasswordInput)
createAll(RevealingRadios)
createAll(ServiceNavigation)
createAll(SkipLink)
startPuzzles()
