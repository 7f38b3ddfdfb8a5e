namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Where the writer is below its start: fields and list indexes.</summary>
internal sealed class FieldPath
{
    private (FieldPlan? Field, int Index)[] _steps = new (FieldPlan?, int)[16];
    private int _count;

    /// <summary>The node the writer started at, in a response that is answered in pieces.</summary>
    public ResultNode? Base { get; set; }

    public int BaseSlot { get; set; } = -1;

    public void Push(FieldPlan? field, int index = 0)
    {
        if (_count == _steps.Length) Array.Resize(ref _steps, _count * 2);
        _steps[_count++] = (field, index);
    }

    public void Pop() => _count--;

    public object[] ToArray()
    {
        var path = new List<object>();
        Base?.AddPath(path, BaseSlot);
        for (var i = 0; i < _count; i++) path.Add(_steps[i].Field is { } field ? field.ResponseName : _steps[i].Index);
        return [.. path];
    }
}
