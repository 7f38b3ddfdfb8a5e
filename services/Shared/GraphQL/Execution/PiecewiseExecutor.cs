using System.Collections;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>
/// Answers operations with fields that resolve later. What can be written at once is, into segments; the rest becomes nodes
/// that are filled as answers come. All completion happens on one logical thread, so no state is locked.
/// </summary>
internal sealed class PiecewiseExecutor(RequestScope request, JsonOutput segments)
{
    private readonly DirectWriter _writer = new(request, segments);
    private readonly CompletionQueue _queue = new(request);

    /// <summary>Writes the data; nothing but null if a null reached the root.</summary>
    public async ValueTask ExecuteAsync(SelectionPlan plan, object? source, bool serial, JsonOutput output)
    {
        var root = new ObjectNode(null, -1, true, plan, source);
        for (var i = 0; i < plan.Fields.Length && !root.IsDiscarded; i++)
        {
            Field(root, i);
            if (serial) await _queue.DrainAsync();
        }
        await _queue.DrainAsync();
        if (root.IsDiscarded) output.Raw("null"u8);
        else root.Write(output, segments.Written.Span);
    }

    private void Object(ObjectNode node)
    {
        for (var i = 0; i < node.Slots.Length && !node.IsDead; i++) Field(node, i);
    }

    private void Field(ObjectNode node, int slot)
    {
        var field = node.Plan.Fields[slot];
        At(node, slot);
        if (field.IsPure)
        {
            var start = segments.Length;
            if (_writer.TryLeaf(field, node.Source) || _writer.WriteField(field, node.Plan.Type, node.Source)) Keep(node, slot, start);
            else Discard(node);
            return;
        }
        if (_writer.Prepare(field) is not { } arguments)
        {
            Failed(node, field.Definition.Type);
            return;
        }
        var context = new ResolverContext(node.Source, arguments, field.Definition, request);
        try
        {
            if (field.Definition.ResolveAsync is { } later) Later(node, slot, field, later(context));
            else Complete(field, field.Definition.Type, (field.Definition.Resolve ?? request.Default)(in context), node, slot);
        }
        catch (Exception e)
        {
            Fault(node, slot, field, e);
        }
    }

    private void Later(ObjectNode node, int slot, FieldPlan field, ValueTask<object?> answer)
    {
        if (answer.IsCompleted) Arrived(node, slot, field, answer);
        else _queue.Wait(answer, done => Arrived(node, slot, field, done));
    }

    private void Arrived(ObjectNode node, int slot, FieldPlan field, ValueTask<object?> answer)
    {
        if (node.IsDead) return;
        object? value;
        try
        {
            value = answer.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            Fault(node, slot, field, e);
            return;
        }
        Complete(field, field.Definition.Type, value, node, slot);
    }

    private void Fault(ResultNode node, int slot, FieldPlan field, Exception exception)
    {
        At(node, slot);
        _writer.Fault(field, exception);
        Failed(node, field.Definition.Type);
    }

    private void Complete(FieldPlan field, GraphType type, object? value, ResultNode node, int slot)
    {
        At(node, slot);
        var inner = type.Nullable;
        if (value is not null && inner is ListType list && list.Named is CompositeType) List(field, list, type, value, node, slot);
        else if (value is not null && inner is CompositeType composite) Composite(field, composite, type, value, node, slot);
        else
        {
            var start = segments.Length;
            if (_writer.Complete(field, type, value)) Keep(node, slot, start);
            else Discard(node);
        }
    }

    private void Composite(FieldPlan field, CompositeType type, GraphType declared, object value, ResultNode node, int slot)
    {
        if ((type as ObjectType ?? _writer.TypeOf(field, type, value)) is not { } actual)
        {
            Failed(node, declared);
            return;
        }
        var plan = field.Selection(actual);
        if (plan.IsPure)
        {
            var start = segments.Length;
            if (_writer.WriteObject(plan, value)) Keep(node, slot, start);
            else Failed(node, declared);
            return;
        }
        var inner = new ObjectNode(node, slot, declared is not NonNullType, plan, value);
        node.Slots[slot] = inner;
        Object(inner);
    }

    private void List(FieldPlan field, ListType type, GraphType declared, object value, ResultNode node, int slot)
    {
        if (value is string || value is not IEnumerable items)
        {
            _writer.Report(field, $"Expected a list for field \"{field.Definition.Name}\".", ErrorCodes.BadOutput);
            Failed(node, declared);
            return;
        }
        object?[] values = [.. items.Cast<object?>()];
        var inner = new ListNode(node, slot, declared is not NonNullType, values.Length);
        node.Slots[slot] = inner;
        for (var i = 0; i < values.Length && !inner.IsDead; i++) Complete(field, type.Inner, values[i], inner, i);
    }

    private void Keep(ResultNode node, int slot, int start) => node.Slots[slot] = new Segment(start, segments.Length - start);

    private void At(ResultNode node, int slot) => (_writer.Path.Base, _writer.Path.BaseSlot) = (node, slot);

    /// <summary>The place stays null if it may be; else what holds it becomes null.</summary>
    private static void Failed(ResultNode node, GraphType type)
    {
        if (type is NonNullType) Discard(node);
    }

    private static void Discard(ResultNode node)
    {
        while (true)
        {
            node.IsDiscarded = true;
            if (node.Parent is null) return;
            if (node.IsNullable)
            {
                node.Parent.Slots[node.Slot] = null;
                return;
            }
            node = node.Parent;
        }
    }
}
