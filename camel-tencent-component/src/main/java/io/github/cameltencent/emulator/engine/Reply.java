package io.github.cameltencent.emulator.engine;

import io.netty.channel.Channel;

/** The way back for one request. Exactly one of its methods ends the request; to be used on the channel's I/O thread. */
public interface Reply {

    /** Sends an answer. */
    void send(Answer answer);

    /** Sends an answer the way a fault wants it; without a fault, as it is. */
    void send(Answer answer, Fault fault);

    /** Gives the connection away to something that streams, which writes Netty's HTTP objects to it and closes it. */
    Channel stream();

    /** The channel, for scheduling. */
    Channel channel();
}
