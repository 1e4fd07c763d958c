# A game: TCP for logins, by weight, and UDP for play, each on two origins.
resource "gaap_proxy" "game" {
  name              = "game"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_realserver" "game" {
  for_each = toset(["192.0.2.21", "192.0.2.22"])

  ip   = each.value
  name = "game-${each.value}"

  lifecycle {
    create_before_destroy = true
  }
}

resource "gaap_layer4_listener" "login" {
  proxy_id        = gaap_proxy.game.id
  name            = "login"
  protocol        = "TCP"
  port            = 8000
  realserver_type = "IP"
  scheduler       = "wrr"
  health_check    = true

  dynamic "realserver_bind_set" {
    for_each = gaap_realserver.game
    content {
      id     = realserver_bind_set.value.id
      port   = 9000
      weight = realserver_bind_set.key == "192.0.2.21" ? 80 : 20
    }
  }
}

resource "gaap_layer4_listener" "example" {
  proxy_id        = gaap_proxy.game.id
  name            = "play"
  protocol        = "UDP"
  port            = 8000
  realserver_type = "IP"
  health_check    = true
  interval        = 10
  check_type      = "PORT"
  check_port      = 9001
  context_type    = "TEXT"
  send_context    = "ping"
  recv_context    = "pong"

  dynamic "realserver_bind_set" {
    for_each = gaap_realserver.game
    content {
      id   = realserver_bind_set.value.id
      port = 9000
    }
  }
}
