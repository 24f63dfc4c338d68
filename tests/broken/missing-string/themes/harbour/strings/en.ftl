harbour-notice = Mind the tide.
harbour-ferry = The ferry leaves at { $time }.
