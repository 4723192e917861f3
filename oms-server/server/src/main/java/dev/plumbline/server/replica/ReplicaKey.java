package dev.plumbline.server.replica;

import java.io.IOException;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionAware;

/// Some inputs of a shard in the replica, by the epoch of who took them and the number of the first. All of a shard are in one Hazelcast partition, so that
/// they move together.
///
/// The key itself says its partition: a partitioning strategy of the map is overlooked by the map's asynchronous
/// methods (5.3), which would then put them where nobody looks.
final class ReplicaKey implements IdentifiedDataSerializable, PartitionAware<Integer> {
    static final int FACTORY = 1;
    private static final int CLASS = 1;

    private int shard;
    private long epoch;
    private long first;

    private ReplicaKey() {}

    ReplicaKey(int shard, long epoch, long first) {
        this.shard = shard;
        this.epoch = epoch;
        this.first = first;
    }

    long epoch() {
        return epoch;
    }

    static void register(SerializationConfig serialization) {
        serialization.addDataSerializableFactory(FACTORY, id -> id == CLASS ? new ReplicaKey() : new SessionKey());
    }

    @Override
    public Integer getPartitionKey() {
        return shard;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeInt(shard);
        out.writeLong(epoch);
        out.writeLong(first);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        shard = in.readInt();
        epoch = in.readLong();
        first = in.readLong();
    }

    @Override
    public int getFactoryId() {
        return FACTORY;
    }

    @Override
    public int getClassId() {
        return CLASS;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplicaKey key && key.shard == shard && key.epoch == epoch && key.first == first;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return shard + "/" + epoch + "/" + first;
    }
}
