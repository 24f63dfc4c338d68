harbour-notice = Cuidado con la marea.
harbour-ferry = El barco sale a las { $time }.
harbour-fish = { $count } peces
