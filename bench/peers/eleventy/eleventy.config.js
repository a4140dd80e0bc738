export default function (config) {
  config.addCollection('questions', (all) => all.getFilteredByGlob('questions/*.md'))
}
