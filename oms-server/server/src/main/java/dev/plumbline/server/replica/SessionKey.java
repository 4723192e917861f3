package dev.plumbline.server.replica;

import java.io.IOException;
import java.util.Objects;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionAware;

/// A record of a broker session in the replica. The epoch of its owner is part of the key: what a former owner puts late takes
/// the place of nothing.
final class SessionKey implements IdentifiedDataSerializable, PartitionAware<String> {
    static final int CLASS = 2;

    private String session = "";
    private long epoch;
    private long number;

    SessionKey() {}

    SessionKey(String session, long epoch, long number) {
        this.session = session;
        this.epoch = epoch;
        this.number = number;
    }

    long epoch() {
        return epoch;
    }

    long number() {
        return number;
    }

    @Override
    public String getPartitionKey() {
        return session;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(session);
        out.writeLong(epoch);
        out.writeLong(number);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        session = Objects.requireNonNull(in.readString());
        epoch = in.readLong();
        number = in.readLong();
    }

    @Override
    public int getFactoryId() {
        return ReplicaKey.FACTORY;
    }

    @Override
    public int getClassId() {
        return CLASS;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKey key && key.session.equals(session) && key.epoch == epoch && key.number == number;
    }

    @Override
    public int hashCode() {
        return session.hashCode() * 31 + Long.hashCode(number);
    }

    @Override
    public String toString() {
        return session + "/" + epoch + "/" + number;
    }
}
