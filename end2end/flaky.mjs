// Says how many journeys needed their second try.
export default class {
  again = 0
  onTestEnd(test, result) {
    if (result.status === 'passed' && result.retry > 0) this.again++
  }
  onEnd() {
    console.log(`journeys that needed a second try: ${this.again}`)
  }
}
