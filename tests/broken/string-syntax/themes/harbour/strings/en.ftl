harbour-notice = Mind the tide.
harbour notice two = Mind the wind.
harbour-ferry = The ferry leaves at { $time.
harbour-fish = { $count ->
    [one] One fish
    [other] { $count } fish
  }
harbour-notice = Mind the waves.
