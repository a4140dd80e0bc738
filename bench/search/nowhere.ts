/** What people may ask for, and what questions of software hardly hold: each is asked only where none does. */
export const nowhere = {
  words: (
    'photosynthesis chlorophyll saxophone violoncello marsupial kangaroo archipelago tectonic glacier monsoon basilica ' +
    'cathedral renaissance baroque impressionist watercolour ceramics porcelain embroidery upholstery chandelier ' +
    'mahogany eucalyptus rhododendron chrysanthemum dandelion asparagus cauliflower artichoke pomegranate tangerine ' +
    'marmalade vinaigrette croissant baguette cappuccino mozzarella parmesan prosciutto rhubarb cinnamon nutmeg ' +
    'cardamom turmeric horseradish sauerkraut pterodactyl brontosaurus mastodon rhinoceros hippopotamus orangutan ' +
    'zzzqqq xylophone bassoon harpsichord trombone clarinet tambourine cardiologist orthodontist stethoscope ' +
    'penicillin appendicitis vertebrae clavicle femur gymnastics badminton volleyball triathlon snowboarding ' +
    'kubernetes terraform ansible rabbitmq solidity haskell erlang elixir clojure fortran cobol prolog blockchain ' +
    'ethereum bitcoin quantum drupal joomla wordpress magento salesforce tableau hadoop kibana grafana prometheus ' +
    'jenkins vagrant puppet nagios splunk airflow snowflake databricks tensorflow perceptron eigenvalue laplacian ' +
    'hypervisor mainframe motherboard oscilloscope transistor capacitor bluetooth firmware bootloader pascal perl ' +
    'numpy pandas fastapi symfony laravel phoenix remix astro qwik gatsby nuxt capacitor cordova tauri electron ' +
    'actress banking carpet corner dancer estate farming garment hunter insect jacket kettle lawyer mayor novel ' +
    'orbit parrot quarry rabbit salmon tavern umbrella villain walnut yogurt zebra'
  ).split(' '),
  names: (
    'useDeferredLoader getServerSideHandler ReactFiberProvider createAsyncMemo findClosestSibling mapStateToQuery ' +
    'StringListBuilder HttpSessionFactoryBean loadImageFromNetwork setComponentTree handleChildEvent ViewPagerState ' +
    'isDocumentEmpty removeElementByName DataBindingQueue ThreadPoolObserver fetch_user_list array_map_keys ' +
    'max_table_size __enter_scope__ Promise.merge Object.deepCopy React.lazyMemo Array.unfold string.reverseWords ' +
    '$httpRunner @Injectables NSFetchedArray UITableModel CoreImageKit DateRangeError onComponentCatch viewDidRender ' +
    'componentShouldUpdate forceStateUpdate preventEventDefault stopBubbling addClassListener queryEveryElement'
  ).split(' '),
}
