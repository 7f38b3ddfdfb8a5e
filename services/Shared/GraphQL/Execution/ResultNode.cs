namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>An object or list of a response whose parts come one by one.</summary>
internal abstract class ResultNode(ResultNode? parent, int slot, bool isNullable, int size)
{
    /// <summary>Null, another node, or a <see cref="Segment"/> of the output.</summary>
    public object?[] Slots { get; } = new object?[size];

    public ResultNode? Parent => parent;

    public int Slot => slot;

    /// <summary>Its own place may be null.</summary>
    public bool IsNullable => isNullable;

    public bool IsDiscarded { get; set; }

    /// <summary>It, or something above it, became null.</summary>
    public bool IsDead => IsDiscarded || (parent?.IsDead ?? false);

    protected abstract object Step(int index);

    public void AddPath(List<object> path, int index)
    {
        parent?.AddPath(path, slot);
        if (index >= 0) path.Add(Step(index));
    }

    public abstract void Write(JsonOutput output, ReadOnlySpan<byte> segments);

    protected void WriteSlot(JsonOutput output, ReadOnlySpan<byte> segments, int index)
    {
        if (Slots[index] is ResultNode node) node.Write(output, segments);
        else if (Slots[index] is Segment segment) output.Raw(segments.Slice(segment.Start, segment.Length));
        else output.Raw("null"u8);
    }
}

/// <summary>A piece of written output.</summary>
internal sealed record Segment(int Start, int Length);

internal sealed class ObjectNode(ResultNode? parent, int slot, bool isNullable, SelectionPlan plan, object? source) : ResultNode(parent, slot, isNullable, plan.Fields.Length)
{
    public SelectionPlan Plan => plan;

    public object? Source => source;

    protected override object Step(int index) => plan.Fields[index].ResponseName;

    public override void Write(JsonOutput output, ReadOnlySpan<byte> segments)
    {
        output.Byte((byte)'{');
        for (var i = 0; i < Slots.Length; i++)
        {
            if (i > 0) output.Byte((byte)',');
            output.Raw(plan.Fields[i].Name);
            WriteSlot(output, segments, i);
        }
        output.Byte((byte)'}');
    }
}

internal sealed class ListNode(ResultNode? parent, int slot, bool isNullable, int size) : ResultNode(parent, slot, isNullable, size)
{
    protected override object Step(int index) => index;

    public override void Write(JsonOutput output, ReadOnlySpan<byte> segments)
    {
        output.Byte((byte)'[');
        for (var i = 0; i < Slots.Length; i++)
        {
            if (i > 0) output.Byte((byte)',');
            WriteSlot(output, segments, i);
        }
        output.Byte((byte)']');
    }
}
