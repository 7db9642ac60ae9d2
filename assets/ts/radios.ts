import { Radios } from 'govuk-frontend'

// govuk-frontend marks a radio that reveals more with aria-expanded, which ARIA does not allow on role radio.
export class RevealingRadios extends Radios {
  syncConditionalRevealWithInputState(input: HTMLInputElement): void {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}
