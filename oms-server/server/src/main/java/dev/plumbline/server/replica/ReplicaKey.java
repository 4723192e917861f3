package dev.plumbline.server.replica;

import java.io.IOException;
import java.util.Objects;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionAware;

/// An order in the replica. All orders of a shard are in one Hazelcast partition, so that they move together, and so that
/// the backups of a batch are made in its order.
///
/// The key itself says its partition: a partitioning strategy of the map is overlooked by the map's asynchronous
/// methods (5.3), which would then put an order where its next `setAll` does not look.
final class ReplicaKey implements IdentifiedDataSerializable, PartitionAware<Integer> {
    private static final int FACTORY = 1;
    private static final int CLASS = 1;

    private int shard;
    private String order = "";

    private ReplicaKey() {}

    ReplicaKey(int shard, String order) {
        this.shard = shard;
        this.order = order;
    }

    static void register(SerializationConfig serialization) {
        serialization.addDataSerializableFactory(FACTORY, _ -> new ReplicaKey());
    }

    @Override
    public Integer getPartitionKey() {
        return shard;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeInt(shard);
        out.writeString(order);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        shard = in.readInt();
        order = Objects.requireNonNull(in.readString());
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
        return other instanceof ReplicaKey key && key.shard == shard && key.order.equals(order);
    }

    @Override
    public int hashCode() {
        return order.hashCode();
    }

    @Override
    public String toString() {
        return shard + "/" + order;
    }
}
